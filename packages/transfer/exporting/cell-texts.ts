import { type ApiValue, type Field, fieldType, type ObjectType } from "@keshu/catalog";
import { joinCell } from "@keshu/catalog/field-types/recognition/cell-list";
import type { Context } from "@keshu/kernel";
import { type ApiRecord, currentCatalog, englishTitle, listRecords, readByIds, readerName } from "@keshu/records";

/** A cell on its way to a file: its text, and for sheets a number or a date. */
export interface ExportCell {
  text: string;
  number?: number;
  /** Wall-clock time as if UTC, and whether the time of day matters. */
  moment?: { at: number; isDay: boolean };
}

export type CellTexts = (records: readonly ApiRecord[]) => Promise<ExportCell[][]>;

const empty: ExportCell = { text: "" };

/** Turns records into cells: names instead of ids (only those the reader may see), labels instead of values. */
export function createCellTexts(ctx: Context, object: ObjectType, fields: readonly Field[], timeZone: string): CellTexts {
  const access = ctx.principal.restrictedFields(object.name);
  const env = { locale: ctx.locale, timeZone };
  return async (records) => {
    const names = await namesOf(ctx, fields, records);
    return records.map((record) =>
      fields.map((field): ExportCell => {
        const value = record[field.name];
        if (value === null || value === undefined || value === "") return empty;
        if (access.get(field.name) === "masked") return { text: typeof value === "string" ? value : Array.isArray(value) ? value.join(", ") : "****" };
        if (field.target) return { text: referenceText(field, value, names.get(field.target)) };
        const text = field.name === "id" ? (value as string) : fieldType(field.type).toCell(value as ApiValue, field, env);
        return typed(field, value, text);
      }),
    );
  };
}

function typed(field: Field, value: unknown, text: string): ExportCell {
  if (field.type === "number" || field.type === "money") {
    const number = Number(value);
    // Fifteen digits are what a sheet keeps.
    return Number.isFinite(number) && String(value).replaceAll(/[^\d]/g, "").length <= 15 ? { text, number } : { text };
  }
  if (field.type === "date" || field.type === "datetime") {
    const at = Date.parse(`${text.replace(" ", "T")}${text.length > 10 ? "Z" : "T00:00:00Z"}`);
    return Number.isFinite(at) && at > Date.UTC(1900, 2, 1) ? { text, moment: { at, isDay: field.type === "date" } } : { text };
  }
  return { text };
}

function referenceText(field: Field, value: unknown, names: ReadonlyMap<string, string> | undefined): string {
  if (!fieldType(field.type).isArray) return names?.get(value as string) ?? "";
  return Array.isArray(value) ? joinCell(value.flatMap((id) => names?.get(id as string) ?? [])) : "";
}

/** What each id is called, for a page of records: one query per object, and one for names that several records share. */
async function namesOf(ctx: Context, fields: readonly Field[], records: readonly ApiRecord[]): Promise<Map<string, Map<string, string>>> {
  const ids = new Map<string, Set<string>>();
  for (const field of fields) {
    if (!field.target) continue;
    const wanted = ids.get(field.target) ?? new Set<string>();
    ids.set(field.target, wanted);
    for (const record of records) {
      const value = record[field.name];
      for (const id of Array.isArray(value) ? value : [value]) if (typeof id === "string" && id !== "") wanted.add(id);
    }
  }
  const names = new Map<string, Map<string, string>>();
  for (const [target, wanted] of ids) names.set(target, await nameAll(ctx, target, [...wanted]));
  return names;
}

async function nameAll(ctx: Context, targetName: string, ids: readonly string[]): Promise<Map<string, string>> {
  const target = currentCatalog().byName.get(targetName);
  const names = new Map<string, string>();
  if (!target || ids.length === 0) return names;
  const found = await readByIds(ctx, targetName, ids);
  const titles = new Set([...found.values()].flatMap((r) => readerName(target, r, ctx.locale) ?? []));
  const shared = new Set<string>();
  for (const field of [target.titleField, englishTitle(target, ctx.locale)?.name])
    if (field) for (const title of await sharedTitles(ctx, target, field, [...titles])) shared.add(title);
  for (const [id, record] of found) {
    const title = readerName(target, record, ctx.locale);
    const isClear = title !== null && !shared.has(title);
    // A second 张伟 is told apart by e-mail, any other record by its number, so that the file can be imported again.
    if (isClear) names.set(id, title);
    else if (targetName === "user" && typeof record.email === "string" && !record.email.includes("*")) names.set(id, record.email);
    else names.set(id, typeof record.number === "string" ? (title ? `${title} (${record.number})` : record.number) : (title ?? id));
  }
  return names;
}

async function sharedTitles(ctx: Context, target: ObjectType, field: string, titles: readonly string[]): Promise<Set<string>> {
  const access = ctx.principal.fieldAccess(target.name, field);
  const shared = new Set<string>();
  if (access === "hidden" || access === "masked") return shared;
  const seen = new Set<string>();
  for (let at = 0; at < titles.length; at += 1000) {
    let cursor: string | undefined;
    for (let pages = 0; pages < 10; pages++) {
      const result = await listRecords(ctx, target, {
        filter: { [field]: { in: titles.slice(at, at + 1000) } },
        fields: ["id", field],
        sort: "id",
        limit: 1000,
        ...(cursor ? { cursor } : {}),
      });
      for (const record of result.data) {
        const title = record[field] as string;
        if (seen.has(title)) shared.add(title);
        seen.add(title);
      }
      if (!result.next) break;
      cursor = result.next;
    }
  }
  return shared;
}
