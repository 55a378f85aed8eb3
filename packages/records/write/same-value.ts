import type { Field } from "@keshu/catalog";

/** Whether two values in API form mean the same, so that writing one over the other changes nothing. */
export function isSameValue(field: Field, a: unknown, b: unknown): boolean {
  if (a === b) return true;
  const isEmptyA = a === null || a === undefined || (Array.isArray(a) && a.length === 0);
  const isEmptyB = b === null || b === undefined || (Array.isArray(b) && b.length === 0);
  if (isEmptyA || isEmptyB) return isEmptyA && isEmptyB;
  if (field.type === "datetime") return Date.parse(String(a)) === Date.parse(String(b));
  if (field.type === "number" || field.type === "percent" || field.type === "money") return Number(a) === Number(b);
  if (typeof a === "object" || typeof b === "object") return stable(a) === stable(b);
  return false;
}

function stable(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(stable).join()}]`;
  const entries = Object.entries(value).filter(([, v]) => v !== undefined && v !== null);
  return `{${entries
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([k, v]) => `${k}:${stable(v)}`)
    .join()}}`;
}
