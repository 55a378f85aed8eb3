import type { ObjectType } from "@keshu/catalog";
import { type Context, createError } from "@keshu/kernel";
import { normalizeText } from "@keshu/search";
import { accessPredicate } from "../access/predicate.ts";
import { currentCatalog } from "../catalog-store/current.ts";
import { newParameters } from "../parameters.ts";
import { searchCondition } from "./search-condition.ts";

export interface SearchHit {
  object: string;
  id: string;
  title: string;
  number: string | null;
  /** The piece of the record that matched, normalised. */
  match: string;
}

const candidatesPerObject = 200;

/**
 * Finds records of all readable objects by a part of their text: two Chinese characters, pinyin, initials,
 * part of a phone number, 简 or 繁. Exact titles first, then beginnings, then the newest.
 * @throws INVALID_PARAMETER
 */
export async function searchRecords(ctx: Context, query: { q: string; objects?: readonly string[]; limit?: number }): Promise<{ data: SearchHit[] }> {
  const limit = query.limit ?? 20;
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw invalid("limit");
  const text = normalizeText(query.q).trim();
  if (text.length === 0) return { data: [] };
  const catalog = currentCatalog();
  const objects = query.objects ? query.objects.map((name) => catalog.byName.get(name) ?? catalog.byPath.get(name)) : catalog.objects;
  const known = objects.filter((o): o is ObjectType => o !== undefined);
  if (known.length < objects.length) throw invalid("objects");
  const searched = known.filter((o) => ctx.principal.reach(o.name, "read") && !isConcealed(ctx, o, o.titleField));
  const hits = await Promise.all(searched.map((object) => searchObject(ctx, object, query.q, text, limit)));
  return {
    data: hits
      .flat()
      .sort((a, b) => a.rank - b.rank || b.created - a.created)
      .slice(0, limit)
      .map(({ rank, created, ...hit }) => hit),
  };
}

interface RankedHit extends SearchHit {
  rank: number;
  created: number;
}

async function searchObject(ctx: Context, object: ObjectType, q: string, text: string, limit: number): Promise<RankedHit[]> {
  const p = newParameters();
  const title = `t."${object.fields.get(object.titleField)?.column}"`;
  const number = isConcealed(ctx, object, "number") ? "null" : "t.number";
  const condition = `t.deleted_at is null and ${searchCondition(object, ctx.principal, q, p)} and ${accessPredicate(ctx.principal.reach(object.name, "read"), object.name, p, "one")}`;
  const { rows } = await ctx.db.query<{
    id: string;
    title: string | null;
    number: string | null;
    search_text: string | null;
    title_text: string | null;
    created_at: string;
  }>(
    `select t.id, ${title}::text as title, ${number} as number, t.search_text, t.title_text, t.created_at from ${object.table} t where ${condition} limit ${candidatesPerObject}`,
    p.values,
  );
  // A record found by its number may hold the same digits in a field this reader must not see.
  const hasConcealed = object.searchableFields.some((f) => isConcealed(ctx, object, f.name));
  const ranked = rows.map((row): RankedHit => {
    const lines = (hasConcealed ? row.title_text : row.search_text)?.split("\n") ?? [];
    const match = lines.find((line) => line.includes(text)) ?? row.number ?? "";
    const first = row.title_text?.split("\n")[0] ?? "";
    const rank = first === text ? 0 : first.startsWith(text) ? 1 : first.includes(text) ? 2 : row.title_text?.includes(text) ? 3 : 4;
    return {
      object: object.name,
      id: row.id,
      title: row.title ?? row.number ?? "",
      number: row.number,
      match: rank <= 3 ? (row.title ?? match) : match,
      rank,
      created: Date.parse(row.created_at),
    };
  });
  return ranked.sort((a, b) => a.rank - b.rank || b.created - a.created).slice(0, limit);
}

function isConcealed(ctx: Context, object: ObjectType, field: string): boolean {
  const access = ctx.principal.restrictedFields(object.name).get(field);
  return access === "hidden" || access === "masked";
}

function invalid(path: string) {
  return createError("INVALID_PARAMETER", { params: { field: path }, errors: [{ path, code: "INVALID_PARAMETER", params: { field: path } }] });
}
