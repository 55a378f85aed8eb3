import type { Field } from "@keshu/catalog";

/** Whether two values in API form mean the same, so that writing one over the other changes nothing. */
export function isSameValue(field: Field, a: unknown, b: unknown): boolean {
  if (a === b) return true;
  const isEmptyA = a === null || a === undefined || (Array.isArray(a) && a.length === 0);
  const isEmptyB = b === null || b === undefined || (Array.isArray(b) && b.length === 0);
  if (isEmptyA || isEmptyB) return isEmptyA && isEmptyB;
  if (field.type === "datetime") return Date.parse(String(a)) === Date.parse(String(b));
  if (field.type === "number" || field.type === "percent" || field.type === "money") {
    // Beyond this, two amounts a cent apart are one floating-point number.
    const isExact = field.type !== "money" || Math.abs(Number(a)) < 1e13;
    return isExact ? Number(a) === Number(b) : String(a) === String(b);
  }
  if (typeof a === "object" || typeof b === "object") return stable(a, field.type === "json") === stable(b, field.type === "json");
  return false;
}

/** JSON with keys in order; outside of JSON fields an absent part is an empty one. */
function stable(value: unknown, keepsNull: boolean): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((v) => stable(v, keepsNull)).join()}]`;
  const entries = Object.entries(value).filter(([, v]) => v !== undefined && (keepsNull || v !== null));
  return `{${entries
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([k, v]) => `${JSON.stringify(k)}:${stable(v, keepsNull)}`)
    .join()}}`;
}
