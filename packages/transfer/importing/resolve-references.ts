import { type Field, fieldType, type ObjectType } from "@keshu/catalog";
import { splitCell } from "@keshu/catalog/field-types/recognition/cell-list";
import { type Context, isUuid, newId } from "@keshu/kernel";
import { currentCatalog, listRecords, writeBatch } from "@keshu/records";
import type { ImportOptions } from "./import-options.ts";
import type { ImportRow } from "./row-record.ts";

/** Texts found before, by object: what a later chunk need not ask again. Misses are not kept. */
export type ReferenceCache = Map<string, Map<string, string>>;

const cacheLimit = 50_000;
const page = 1000;
const env = { now: new Date(), timeZone: "Asia/Shanghai", mode: "cell" as const };

/** What finding references does besides: where it makes records, and whether it only says that it would. */
export interface OnTheWay {
  /** Given in a dry run, which makes none of them: takes the ids they would have. */
  assumed?: Set<string> | undefined;
  onMade?: (object: string, id: string) => void;
}

type Answer = { id: string } | "unknown" | "ambiguous";

/**
 * Puts ids in place of the numbers, names, e-mails and external ids by which cells point to other records and
 * to people, as far as the importing person may see them. One set of queries per object and chunk.
 */
export async function resolveReferences(
  ctx: Context,
  object: ObjectType,
  rows: readonly ImportRow[],
  options: ImportOptions,
  cache: ReferenceCache,
  way: OnTheWay = {},
): Promise<void> {
  const fields = object.fieldList.filter((f) => f.target && rows.some((r) => typeof r.record[f.name] === "string" && r.record[f.name] !== ""));
  if (fields.length === 0) return;
  const wanted = new Map<string, Set<string>>();
  for (const field of fields) {
    const texts = wanted.get(field.target as string) ?? new Set<string>();
    wanted.set(field.target as string, texts);
    for (const row of rows) for (const text of textsOf(field, row.record[field.name])) if (!isUuid(text)) texts.add(text);
  }
  const answers = new Map<string, Map<string, Answer>>();
  for (const [target, texts] of wanted) answers.set(target, await findAll(ctx, target, [...texts], options, cache, way));
  for (const row of rows) for (const field of fields) place(row, field, answers.get(field.target as string) ?? new Map());
}

function textsOf(field: Field, value: unknown): string[] {
  if (typeof value !== "string" || value === "") return [];
  return fieldType(field.type).isArray ? splitCell(value) : [value.trim()];
}

function place(row: ImportRow, field: Field, answers: ReadonlyMap<string, Answer>): void {
  const texts = textsOf(field, row.record[field.name]);
  if (texts.length === 0) return;
  const ids: string[] = [];
  for (const text of texts) {
    const answer = isUuid(text) ? { id: text } : (answers.get(text) ?? "unknown");
    if (typeof answer === "object") ids.push(answer.id);
    else {
      const isPerson = field.target === "user";
      row.problems.push({
        path: field.name,
        code: answer === "ambiguous" ? "AMBIGUOUS_RECORD" : isPerson ? "UNKNOWN_PERSON" : "UNKNOWN_RECORD",
        params: { value: text.slice(0, 100) },
      });
    }
  }
  row.record[field.name] = fieldType(field.type).isArray ? ids : (ids[0] ?? "");
}

async function findAll(
  ctx: Context,
  targetName: string,
  texts: readonly string[],
  options: ImportOptions,
  cache: ReferenceCache,
  way: OnTheWay,
): Promise<Map<string, Answer>> {
  const answers = new Map<string, Answer>();
  const known = cache.get(targetName) ?? new Map<string, string>();
  cache.set(targetName, known);
  for (const text of texts) {
    const id = known.get(text);
    if (id) answers.set(text, { id });
  }
  const open = texts.filter((t) => !answers.has(t));
  const target = currentCatalog().byName.get(targetName);
  if (open.length === 0 || !target || !ctx.principal.reach(targetName, "read")) return answers;
  const isReadable = (f: Field | undefined): f is Field => f !== undefined && ["write", "read"].includes(ctx.principal.fieldAccess(targetName, f.name));
  const title = target.fields.get(target.titleField);
  const external = target.fieldList.filter(
    (f) => f.name !== "number" && f.name !== title?.name && (f.unique || f.name === "external_id") && ["text", "email", "phone"].includes(f.type),
  );
  // Surest first: what an earlier field answers, a later one is not asked. Files of English readers have English names.
  const english = title?.inEnglish === undefined ? undefined : target.fields.get(title.inEnglish);
  for (const field of [target.fields.get("number"), ...external, title, english]) if (isReadable(field)) await findBy(ctx, target, field, open, answers);
  await findNumberInTitle(ctx, target, open, answers);
  const missing = open.filter((t) => !answers.has(t));
  if (missing.length) await createMissing(ctx, target, missing, { ...way, options, answers });
  for (const [text, answer] of answers) if (typeof answer === "object" && known.size < cacheLimit) known.set(flatten(text), answer.id);
  return answers;
}

/** Asks for the texts in one field, in the form in which they are stored. */
async function findBy(ctx: Context, target: ObjectType, field: Field, texts: readonly string[], answers: Map<string, Answer>): Promise<void> {
  const type = fieldType(field.type);
  const textsByValue = new Map<string, string[]>();
  for (const text of texts) {
    if (answers.has(text)) continue;
    const parsed = type.parse(text, field, env);
    if (!parsed.ok || typeof parsed.value !== "string") continue;
    textsByValue.set(parsed.value, [...(textsByValue.get(parsed.value) ?? []), text]);
  }
  const values = [...textsByValue.keys()];
  for (let at = 0; at < values.length; at += page) {
    const found = new Map<string, string[]>();
    let cursor: string | undefined;
    for (let pages = 0; pages < 20; pages++) {
      const result = await listRecords(ctx, target, {
        filter: { [field.name]: { in: values.slice(at, at + page) } },
        fields: ["id", field.name],
        sort: "id",
        limit: page,
        ...(cursor ? { cursor } : {}),
      });
      for (const record of result.data) {
        const value = record[field.name] as string;
        found.set(value, [...(found.get(value) ?? []), record.id]);
      }
      if (!result.next) break;
      cursor = result.next;
    }
    for (const [value, ids] of found)
      for (const text of textsByValue.get(value) ?? []) answers.set(text, ids.length === 1 ? { id: ids[0] as string } : "ambiguous");
  }
}

const titleWithNumber = /^.+[(（]([^()（）]+)[)）]$/s;

/** Exports write `name (number)` where a name alone would be ambiguous. */
async function findNumberInTitle(ctx: Context, target: ObjectType, texts: readonly string[], answers: Map<string, Answer>): Promise<void> {
  const number = target.fields.get("number");
  const numbers = new Map<string, string>();
  for (const text of texts) {
    const inner = answers.has(text) ? undefined : titleWithNumber.exec(text)?.[1]?.trim();
    if (inner) numbers.set(text, inner);
  }
  if (!number || numbers.size === 0) return;
  const inner = new Map<string, Answer>();
  await findBy(ctx, target, number, [...new Set(numbers.values())], inner);
  for (const [text, value] of numbers) {
    const answer = inner.get(value);
    if (answer) answers.set(text, answer);
  }
}

interface Missing extends OnTheWay {
  options: ImportOptions;
  answers: Map<string, Answer>;
}

async function createMissing(ctx: Context, target: ObjectType, texts: readonly string[], { options, answers, assumed, onMade }: Missing): Promise<void> {
  const isPerson = target.name === "user";
  if (isPerson ? !options.create_people : !options.create_records || target.isAdministered) return;
  if (!isPerson && !ctx.principal.reach(target.name, "create")) return;
  if (isPerson && !ctx.principal.isAdministrator && !ctx.principal.may("user.manage")) return;
  const records = texts.map((text) => (isPerson ? newPerson(target, text) : { [target.titleField]: text }));
  const { results } = await writeBatch(ctx, target, { operation: "create", records }, { mode: "cell", dryRun: assumed !== undefined });
  results.forEach((result, i) => {
    if (!result.ok) return;
    answers.set(texts[i] as string, { id: result.id });
    if (assumed) assumed.add(result.id);
    else onMade?.(target.name, result.id);
  });
}

/** A colleague known by name only: frozen, so that nobody can sign in, with an address that cannot exist (RFC 2606). */
function newPerson(target: ObjectType, text: string): Record<string, unknown> {
  const state = target.fields.has("state") ? { state: "frozen" } : {};
  const isEmail = /^[^@\s]+@[^@\s]+$/.test(text);
  if (isEmail) return { ...state, email: text, name: text.slice(0, text.indexOf("@")) };
  return { ...state, name: text, email: `imported-${newId()}@people.invalid` };
}

/** A copy of its own: a slice would keep the whole block of the file in memory. */
function flatten(text: string): string {
  return Buffer.from(text).toString();
}
