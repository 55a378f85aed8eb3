import type { ObjectType } from "@keshu/catalog";
import { type Context, createError, type Problem } from "@keshu/kernel";
import { isImportable, readTarget } from "../mapping/mapping-target.ts";
import { normaliseHeader } from "../mapping/normalise-header.ts";
import { confident, type Suggestion } from "../mapping/suggest-mapping.ts";
import type { ImportOptions } from "./import-options.ts";
import type { Duplicates } from "./stored-import.ts";

export interface Plan {
  mapping: Record<string, string | null>;
  key: string[];
  duplicates: Duplicates;
}

/**
 * Settles what goes where and how a record is known again.
 * @throws FORBIDDEN; VALIDATION_FAILED with a path for every wrong column, field or key
 */
export function planImport(ctx: Context, object: ObjectType, header: readonly string[], suggestions: readonly Suggestion[], options: ImportOptions): Plan {
  if (!ctx.principal.reach(object.name, "import")) throw createError("FORBIDDEN");
  const mapping = options.mapping ? givenMapping(ctx, object, header, options.mapping) : suggestedMapping(suggestions);
  if (!Object.values(mapping).some(Boolean)) throw invalid([{ path: "mapping", code: "NOTHING_MAPPED" }]);
  const mapped = new Set(Object.values(mapping).flatMap((t) => (t ? [t.split(".")[0] as string] : [])));
  const key = options.key?.length
    ? givenKey(
        ctx,
        object,
        options.key.map((name) => (object.fields.has(name) ? name : (columnTarget(mapping, name) ?? name))),
        mapped,
      )
    : defaultKey(ctx, object, mapped, options.duplicates);
  const duplicates = options.duplicates ?? (key.length ? "update" : "create");
  const wantsUpdate = duplicates === "update";
  const mayCreate = ctx.principal.reach(object.name, "create") !== null;
  const mayUpdate = ctx.principal.reach(object.name, "update") !== null;
  if (wantsUpdate ? !mayUpdate : !mayCreate) throw createError("FORBIDDEN");
  return { mapping, key: duplicates === "create" ? [] : key, duplicates };
}

/** The field behind a column that a key names; a name such as `__proto__` is no column. */
function columnTarget(mapping: Record<string, string | null>, column: string): string | undefined {
  return Object.hasOwn(mapping, column) ? mapping[column]?.split(".")[0] : undefined;
}

function suggestedMapping(suggestions: readonly Suggestion[]): Record<string, string | null> {
  return Object.fromEntries(suggestions.map((s) => [s.column, s.confidence >= confident ? s.field : null]));
}

function givenMapping(ctx: Context, object: ObjectType, header: readonly string[], given: Record<string, string | null>): Record<string, string | null> {
  const problems: Problem[] = [];
  const mapping: Record<string, string | null> = Object.fromEntries(header.map((h) => [h, null]));
  const taken = new Map<string, string>();
  for (const [column, target] of Object.entries(given)) {
    const name =
      header.find((h) => h === column) ?? header.find((h) => h.trim() === column.trim()) ?? header.find((h) => normaliseHeader(h) === normaliseHeader(column));
    const path = `mapping.${column}`;
    if (name === undefined) {
      if (target) problems.push({ path, code: "UNKNOWN_COLUMN", params: { value: column } });
      continue;
    }
    if (target === null || target === "") continue;
    const chosen = readTarget(object, ctx.principal, target);
    if (!chosen) problems.push({ path, code: "UNKNOWN_FIELD", params: { field: target } });
    else if (!isImportable(object, ctx.principal, chosen.field)) problems.push({ path, code: "READ_ONLY", params: { field: target } });
    else if (taken.has(target) || [...taken.keys()].some((t) => t.startsWith(`${target}.`) || target.startsWith(`${t}.`)))
      problems.push({ path, code: "FIELD_MAPPED_TWICE", params: { value: target } });
    else {
      taken.set(target, name);
      mapping[name] = target;
    }
  }
  if (problems.length) throw invalid(problems);
  return mapping;
}

function givenKey(ctx: Context, object: ObjectType, key: readonly string[], mapped: ReadonlySet<string>): string[] {
  const problems: Problem[] = [];
  for (const name of key) {
    const path = `key.${name}`;
    if (!object.fields.has(name) || ctx.principal.fieldAccess(object.name, name) === "hidden")
      problems.push({ path, code: "UNKNOWN_FIELD", params: { field: name } });
    else if (!canFind(ctx, object, name)) problems.push({ path, code: "INVALID_PARAMETER", params: { field: name } });
    else if (!mapped.has(name)) problems.push({ path, code: "REQUIRED", params: { field: name } });
  }
  if (problems.length) throw invalid(problems);
  return [...new Set(key)];
}

/**
 * The key nobody named: id or number when mapped. Asked to look for duplicates without a key: a unique field,
 * else the name, for people together with their mobile or e-mail, since names repeat.
 */
function defaultKey(ctx: Context, object: ObjectType, mapped: ReadonlySet<string>, duplicates: Duplicates | undefined): string[] {
  if (duplicates === "create") return [];
  const [sure] = candidateKeys(ctx, object, mapped);
  if (duplicates === undefined) return sure && (sure[0] === "id" || sure[0] === "number") ? sure : [];
  if (!sure) throw invalid([{ path: "key", code: "REQUIRED", params: { field: "key" } }]);
  return sure;
}

/** Keys the mapped fields offer, surest first. */
export function candidateKeys(ctx: Context, object: ObjectType, mapped: ReadonlySet<string>): string[][] {
  const usable = (name: string): boolean => mapped.has(name) && canFind(ctx, object, name);
  const keys: string[][] = [];
  for (const name of ["id", "number"]) if (usable(name)) keys.push([name]);
  for (const field of object.fieldList) if (field.unique && field.name !== "number" && usable(field.name)) keys.push([field.name]);
  for (const together of object.uniqueTogether ?? []) if (together.every(usable)) keys.push([...together]);
  for (const name of ["external_id", "code", "credit_code"]) if (usable(name) && !keys.some((k) => k[0] === name)) keys.push([name]);
  if (usable(object.titleField)) {
    const isPerson = object.fields.has("gender") || object.fields.has("birthday") || (object.fields.has("title") && object.fields.has("mobile"));
    const second = isPerson ? ["mobile", "email", "phone"].find(usable) : undefined;
    if (second) keys.push([object.titleField, second]);
    keys.push([object.titleField]);
  }
  return keys;
}

const comparable = new Set([
  "text",
  "number",
  "date",
  "select",
  "phone",
  "email",
  "url",
  "auto_number",
  "relation",
  "user",
  "department",
  "datetime",
  "percent",
  "money",
]);

/** A field whose values the person may search by: hidden and masked ones would tell what they hide. */
function canFind(ctx: Context, object: ObjectType, name: string): boolean {
  const field = object.fields.get(name);
  const access = ctx.principal.fieldAccess(object.name, name);
  return field !== undefined && access !== "hidden" && access !== "masked" && comparable.has(field.type);
}

function invalid(errors: Problem[]) {
  return createError("VALIDATION_FAILED", { errors });
}
