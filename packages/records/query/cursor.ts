import { createHash } from "node:crypto";
import { createError } from "@keshu/kernel";
import type { Parameters } from "../parameters.ts";
import type { SortKey } from "./sort.ts";

/** Where a page ended: the sort keys of its last row, bound to the order and filter it belongs to. */
export function encodeCursor(keys: readonly unknown[], shape: string): string {
  return Buffer.from(JSON.stringify([shape, ...keys])).toString("base64url");
}

/** @throws INVALID_CURSOR when it is not ours, or belongs to another sort */
export function decodeCursor(cursor: string, shape: string, keys: readonly SortKey[]): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (
      Array.isArray(parsed) &&
      parsed.length === keys.length + 1 &&
      parsed[0] === shape &&
      parsed.slice(1).every((v, i) => (v === null && keys[i]?.isNullable) || typeof v === "string" || typeof v === "number" || typeof v === "boolean")
    ) {
      return parsed.slice(1);
    }
  } catch {
    // answered below
  }
  throw invalidCursor();
}

/** What a cursor is bound to: object and sort, not the page size. */
export function cursorShape(object: string, keys: readonly SortKey[]): string {
  return createHash("sha1")
    .update(`${object}:${keys.map((k) => `${k.descending ? "-" : ""}${k.field.name}${k.isDerived ? "@" : ""}`).join()}`)
    .digest("base64url")
    .slice(0, 6);
}

/**
 * A cursor is data from outside: what PostgreSQL cannot read as a value of its sort key was never given out.
 * @throws INVALID_CURSOR
 */
export async function withCursor<T>(cursor: string | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (cursor && /^22/.test((error as { code?: string }).code ?? "")) throw invalidCursor();
    throw error;
  }
}

function invalidCursor() {
  return createError("INVALID_CURSOR", { errors: [{ path: "cursor", code: "INVALID_CURSOR" }] });
}

/** Rows after the cursor, as a condition. A row comparison where it can be, so that an index finds the place. */
export function afterCursor(keys: readonly SortKey[], values: readonly unknown[], p: Parameters): string {
  const places = values.map((v, i) => (v === null ? "null" : `${p.add(v)}::${keys[i]?.sqlType}`));
  const isUniform = keys.every((k) => k.descending === keys[0]?.descending && !k.isNullable);
  if (isUniform) return `(${keys.map((k) => k.expression).join(", ")}) ${keys[0]?.descending ? "<" : ">"} (${places.join(", ")})`;
  const alternatives: string[] = [];
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as SortKey;
    const equal = keys.slice(0, i).map((k, j) => (values[j] === null ? `${k.expression} is null` : `${k.expression} = ${places[j]}`));
    if (values[i] === null) continue; // empty values are last: nothing comes after them at this key
    const beyond = `${key.expression} ${key.descending ? "<" : ">"} ${places[i]}`;
    alternatives.push([...equal, key.isNullable ? `(${beyond} or ${key.expression} is null)` : beyond].join(" and "));
  }
  return `(${alternatives.map((a) => `(${a})`).join(" or ")})`;
}
