import type { ObjectType } from "@keshu/catalog";
import { type Context, createError } from "@keshu/kernel";
import { matchTitle, readQuery, type SearchQuery } from "@keshu/search";
import { currentCatalog } from "../catalog-store/current.ts";
import { type Candidate, findContaining, findSimilar } from "./search-candidates.ts";
import { isConcealed } from "./search-condition.ts";
import { addDetails } from "./search-details.ts";
import type { SearchHit } from "./search-hit.ts";

interface RankedHit extends Omit<SearchHit, "details"> {
  rank: number;
  created: number;
}

const longestTitle = 160;
/** Objects asked at the same time: one search must not take every connection. */
const lanes = 4;

/**
 * Finds records of all readable objects by a part of their text: two Chinese characters, words, pinyin, initials, part
 * of a telephone number or the record's number, 简 or 繁; where that finds nothing, by the sound and with a mistake.
 * Exact titles first, then beginnings, parts, readings, similar ones; among equals in the order of objects, then the newest.
 * @throws INVALID_PARAMETER
 */
export async function searchRecords(ctx: Context, query: { q: string; objects?: readonly string[]; limit?: number }): Promise<{ data: SearchHit[] }> {
  const limit = query.limit ?? 20;
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw invalid("limit");
  const catalog = currentCatalog();
  const objects = query.objects ? query.objects.map((name) => catalog.byName.get(name) ?? catalog.byPath.get(name)) : catalog.objects;
  const known = objects.filter((o): o is ObjectType => o !== undefined);
  if (known.length < objects.length) throw invalid("objects");
  const asked = readQuery(query.q);
  if (asked.joined === "") return { data: [] };
  const searched = known.filter((o) => ctx.principal.reach(o.name, "read") && !isConcealed(ctx.principal, o, o.titleField));
  let hits = (await inLanes(searched, async (object) => ranked(object, asked, await findContaining(ctx, object, query.q, asked)))).flat();
  if (hits.length === 0 && !asked.text.startsWith("#")) {
    const similar = await inLanes(searched, async (object) => ranked(object, asked, await findSimilar(ctx, object, asked), true));
    hits = similar.flat();
  }
  const places = new Map(searched.map((object, i) => [object.name, i]));
  const place = (hit: RankedHit): number => places.get(hit.object) ?? 0;
  const sorted = hits.sort((a, b) => a.rank - b.rank || place(a) - place(b) || b.created - a.created);
  const best = mixed(sorted, limit);
  return {
    data: await addDetails(
      ctx,
      best.map(({ rank, created, ...hit }) => hit),
      (title) => excerptOf(title, matchTitle(title, asked)?.ranges ?? []),
    ),
  };
}

/** The best hits; where several objects have some, none takes more than a third while others still have as good ones. */
function mixed(sorted: readonly RankedHit[], limit: number): RankedHit[] {
  const share = Math.max(5, Math.ceil(limit / 3));
  const taken = new Map<string, number>();
  const [first, rest]: [RankedHit[], RankedHit[]] = [[], []];
  for (const hit of sorted) {
    const count = taken.get(hit.object) ?? 0;
    taken.set(hit.object, count + 1);
    (count < share ? first : rest).push(hit);
  }
  const chosen = new Set([...first.slice(0, limit), ...rest].slice(0, limit));
  return sorted.filter((hit) => chosen.has(hit));
}

/** Weighs what was found. Of similar titles only those that are near enough stay. */
function ranked(object: ObjectType, query: SearchQuery, candidates: readonly Candidate[], isSimilar = false): RankedHit[] {
  return candidates.flatMap((row): RankedHit[] => {
    const title = row.title ?? row.number ?? "";
    const found = matchTitle(title, query);
    if (isSimilar && !found) return [];
    const line = found ? null : lineOf(row, query);
    return [
      {
        object: object.name,
        id: row.id,
        ...excerptOf(title, found?.ranges ?? []),
        number: row.number,
        match: found ? excerptOf(title, found.ranges).title : (line?.text ?? row.number ?? ""),
        is_similar: (found?.rank ?? 0) >= 6,
        rank: found?.rank ?? line?.rank ?? 5.8,
        created: Date.parse(row.created_at),
      },
    ];
  });
}

/** A long title, such as the text of a note, is cut to where it matched. */
function excerptOf(title: string, ranges: SearchHit["ranges"]): Pick<SearchHit, "title" | "ranges"> {
  if (title.length <= longestTitle) return { title, ranges };
  const from = Math.max(0, Math.min((ranges[0]?.[0] ?? 0) - 20, title.length - longestTitle));
  const to = from + longestTitle;
  const text = `${from > 0 ? "…" : ""}${title.slice(from, to)}${to < title.length ? "…" : ""}`.toWellFormed();
  const shift = (at: number): number => Math.min(at, to) - from + (from > 0 ? 1 : 0);
  return { title: text, ranges: ranges.filter(([a, b]) => a >= from && a < to && b > a).map(([a, b]) => [shift(a), shift(b)]) };
}

/** What beside the title matched: the number, or a line of the record's text. */
function lineOf(row: Candidate, { text, words }: SearchQuery): { text: string; rank: number } | null {
  const number = row.number?.toLowerCase();
  const asked = text.replace(/^# ?/, "");
  if (row.number && number) {
    if (number === asked) return { text: row.number, rank: 0 };
    if (number.startsWith(asked) || (/^\d+$/.test(asked) && Number(number.split("-").at(-1)) === Number(asked))) return { text: row.number, rank: 1.5 };
  }
  const lines = row.lines?.split("\n") ?? [];
  const whole = lines.find((l) => l.includes(text));
  if (whole !== undefined) return { text: whole, rank: whole === text ? 1.8 : 4.5 };
  const part = lines.find((l) => words.some((w) => l.includes(w)));
  return part === undefined ? null : { text: part, rank: 5.5 };
}

/** Runs work for each item, a few at a time; the order of the answers is that of the items. */
async function inLanes<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = new Array(items.length);
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let i = next++; i < items.length; i = next++) answers[i] = await work(items[i] as T);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
  return answers;
}

function invalid(path: string) {
  return createError("INVALID_PARAMETER", { params: { field: path }, errors: [{ path, code: "INVALID_PARAMETER", params: { field: path } }] });
}
