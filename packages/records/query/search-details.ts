import { type ApiValue, type Field, fieldType, type ObjectType } from "@keshu/catalog";
import { type Context, timeZoneOf } from "@keshu/kernel";
import { currentCatalog } from "../catalog-store/current.ts";
import { englishTitle, readerName } from "../reader-name.ts";
import type { ApiRecord } from "../types.ts";
import { readByIds } from "./expand.ts";
import { isConcealed } from "./search-condition.ts";
import type { Detail, SearchHit } from "./search-hit.ts";

const most = 3;
/** What tells people and companies apart, the more telling first. */
const telling: readonly string[] = ["relation", "phone", "email", "text", "auto_number", "select", "date", "datetime"];

/**
 * Puts beside each hit what tells it from others of its name, as far as the reader may see it. `excerpt` makes a title
 * of the name a record has in the reader's language.
 */
export async function addDetails(
  ctx: Context,
  hits: readonly Omit<SearchHit, "details">[],
  excerpt: (name: string) => Pick<SearchHit, "title" | "ranges">,
): Promise<SearchHit[]> {
  const records = new Map<string, ApiRecord>();
  const objects = [...new Set(hits.map((h) => h.object))];
  await Promise.all(
    objects.map(async (name) => {
      const ids = hits.filter((h) => h.object === name).map((h) => h.id);
      for (const [id, record] of await readByIds(ctx, name, ids)) records.set(id, record);
    }),
  );
  const fields = new Map(objects.map((name) => [name, tellingFields(ctx, currentCatalog().byName.get(name) as ObjectType)]));
  const names = await namesOf(ctx, hits, fields, records);
  return hits.map((hit) => {
    const object = currentCatalog().byName.get(hit.object) as ObjectType;
    const record = records.get(hit.id);
    const name = record && englishTitle(object, ctx.locale) ? readerName(object, record, ctx.locale) : null;
    return { ...hit, ...(name === null ? {} : excerpt(name)), details: detailsOf(ctx, fields.get(hit.object) ?? [], record, names) };
  });
}

function tellingFields(ctx: Context, object: ObjectType): Field[] {
  const listed = (object.listFields ?? []).flatMap((name) => object.fields.get(name) ?? []);
  const open = listed.filter(
    (f) =>
      f.name !== object.titleField && f.name !== "owner_id" && f.name !== "number" && telling.includes(f.type) && !isConcealed(ctx.principal, object, f.name),
  );
  const chosen = open.sort((a, b) => telling.indexOf(a.type) - telling.indexOf(b.type)).slice(0, 6);
  const owner = object.fields.get("owner_id");
  return owner && !isConcealed(ctx.principal, object, "owner_id") ? [...chosen, owner] : chosen;
}

async function namesOf(
  ctx: Context,
  hits: readonly Omit<SearchHit, "details">[],
  fields: ReadonlyMap<string, readonly Field[]>,
  records: ReadonlyMap<string, ApiRecord>,
): Promise<Map<string, string>> {
  const wanted = new Map<string, Set<string>>();
  for (const hit of hits) {
    for (const field of fields.get(hit.object) ?? []) {
      const id = records.get(hit.id)?.[field.name];
      if (field.target && typeof id === "string") wanted.set(field.target, (wanted.get(field.target) ?? new Set()).add(id));
    }
  }
  const names = new Map<string, string>();
  for (const [name, ids] of wanted) {
    const target = currentCatalog().byName.get(name);
    if (!target || isConcealed(ctx.principal, target, target.titleField)) continue;
    for (const [id, record] of await readByIds(ctx, name, [...ids])) names.set(id, readerName(target, record, ctx.locale) ?? "");
  }
  return names;
}

/** At most three; the owner always has a place. */
function detailsOf(ctx: Context, fields: readonly Field[], record: ApiRecord | undefined, names: ReadonlyMap<string, string>): Detail[] {
  const details: Detail[] = [];
  const env = { locale: ctx.locale, timeZone: timeZoneOf(ctx.principal) };
  for (const field of fields) {
    const isOwner = field.name === "owner_id";
    const value = record?.[field.name];
    if (value === null || value === undefined || value === "" || (!isOwner && details.length === most - 1)) continue;
    const cell = field.target ? (names.get(value as string) ?? "") : fieldType(field.type).toCell(value as ApiValue, field, env);
    const text = field.type === "datetime" ? cell.slice(0, "2026-01-01 00:00".length) : cell; // exports need the seconds, readers do not
    if (text !== "") details.push({ field: field.name, text });
  }
  return details;
}
