import type { ObjectType } from "@keshu/catalog";
import type { Context, Reach } from "@keshu/kernel";
import { beginsWith, endsWith, likePattern, queryGrams, type SearchQuery, variantsOf } from "@keshu/search";
import { accessPredicate } from "../access/predicate.ts";
import { newParameters, type Parameters } from "../parameters.ts";
import { gramKeys } from "../schema/gram-keys.ts";
import { depthOf } from "./common-words.ts";
import { type GramSample, reachedOf, sampleOf, shareOf } from "./gram-samples.ts";
import { byNothing, type Conditions, reachableWhere } from "./narrow.ts";
import { isConcealed, numberCondition, searchPlace, textCondition } from "./search-condition.ts";
import { parseSort } from "./sort.ts";
import { walkText, waysOf } from "./walk.ts";

/** A record that may answer a search. `lines`: what of its text this reader may search. */
export interface Candidate {
  id: string;
  title: string | null;
  number: string | null;
  lines: string | null;
  created_at: string;
}

const mostCandidates = 200;
const mostOfVariant = 30;
const mostSimilar = 240;
const smallTable = 20_000;
const mostNewest = 60;
/** Expected records from which on the newest are looked through first. */
const leastCommon = 2_000;
/** Records looked through for that, at most. */
const deepest = 12_000;
/** A variant all of whose grams are commoner than this finds too much to be what was meant. */
const commonShare = 0.02;
/** What a gram that no sample has met is reckoned with. */
const rareShare = 0.001;
/** Grams of one variant that are looked up: the rarest. */
const variantGrams = 4;
/** Entries of the index read for all variants together, roughly; likelier variants come first. */
const mostEffort = 300_000;

/** Records that contain every word of the text: those with the very title and its beginning, then of common words the newest. */
export async function findContaining(ctx: Context, object: ObjectType, q: string, query: SearchQuery): Promise<Candidate[]> {
  const reach = ctx.principal.reach(object.name, "read") as Reach;
  const sample = await sampleOf(ctx.db, object);
  const isNumber = query.text.startsWith("#");
  const grams =
    isNumber || query.text === "" ? [] : query.text.length === 1 ? [beginsWith(query.text.charCodeAt(0))] : query.words.flatMap((w) => queryGrams(w).grams);
  const p = newParameters();
  const arms: string[] = [];
  const number = numberCondition(object, ctx.principal, q, p);
  if (number) arms.push(someByIndex(object, reach, number, 20, p));
  const expected = grams.reduce((left, gram) => left * shareOf(sample, gram), reachedOf(sample, reach));
  if (grams.length > 0 && expected > mostCandidates / 4 && query.text.length <= 40) arms.push(...titleArms(object, reach, query.text, sample, p));
  const newest = isNumber ? null : await newestContaining(ctx, object, q, grams, expected);
  if (!newest && !isNumber && query.joined !== "" && searchPlace(object, ctx.principal))
    arms.push(some(object, reach, (q2, narrow) => textCondition(object, ctx.principal, q, q2, narrow) ?? "false", mostCandidates, p));
  if (newest?.length) arms.push(`(select v.id from unnest(${p.add(newest)}::uuid[]) v(id))`);
  return arms.length ? read(ctx, object, arms.join(" union "), p) : [];
}

/** Records with the very title, and some that begin with it: among the newest of a common word they may be missing. */
function titleArms(object: ObjectType, reach: Reach, text: string, sample: GramSample, p: Parameters): string[] {
  const [first, last] = [beginsWith(text.charCodeAt(0)), endsWith(text.charCodeAt(text.length - 1))];
  const own = rarest(sample, queryGrams(text).grams);
  const begins = (q: Parameters): string => `t.title_text like ${q.add(`${likePattern(text)}%`)}`;
  const is = (q: Parameters): string => `${begins(q)} and split_part(t.title_text, E'\\n', 1) = ${q.add(text)}`;
  const arms = [some(object, reach, (q, narrow) => `${narrow([first, last, ...own], q)} and ${is(q)}`, 20, p)];
  if (text.length > 1) arms.push(some(object, reach, (q, narrow) => `${narrow([first, ...own], q)} and ${begins(q)}`, mostNewest, p));
  return arms;
}

/** Ids of the newest records of a common word; null when the index of grams finds them sooner, or few of the newest have it. */
async function newestContaining(ctx: Context, object: ObjectType, q: string, grams: readonly number[], expected: number): Promise<string[] | null> {
  if (grams.length === 0 || expected < leastCommon) return null;
  const reach = ctx.principal.reach(object.name, "read") as Reach;
  const keys = parseSort(object, ctx, undefined);
  const ways = waysOf(object, reach, keys);
  const depth = ways ? await depthOf(ctx.db, object, grams, mostNewest, { ways, reach }) : null;
  if (depth === null || depth * ways > deepest) return null;
  const p = newParameters();
  const conditions = (q2: Parameters): string => textCondition(object, ctx.principal, q, q2, byNothing) ?? "false";
  const text = walkText({ object, reach, keys, depth, take: mostNewest, conditions, cursorCondition: () => "true" }, p);
  const { rows } = await ctx.db.query<{ id: string; is_edge: boolean }>(text, p.values);
  return rows.some((row) => row.is_edge) ? null : rows.map((row) => row.id);
}

/** Records whose title sounds like the text, or like it but for one mistake. */
export async function findSimilar(ctx: Context, object: ObjectType, query: SearchQuery): Promise<Candidate[]> {
  const sample = await sampleOf(ctx.db, object);
  let effort = 0;
  const variants = variantsOf(query).flatMap((grams) => {
    const chosen = rarest(sample, grams, variantGrams);
    const share = Math.min(...chosen.map((g) => sample.shares.get(g) ?? Math.min(sample.rare, rareShare)));
    effort += share * sample.records * chosen.length;
    return effort <= mostEffort && (share <= commonShare || sample.records < smallTable) ? [`{${chosen.join(",")}}`] : [];
  });
  if (variants.length === 0) return [];
  const p = newParameters();
  const reach = ctx.principal.reach(object.name, "read") as Reach;
  // In a small table even a far limit makes reading all of it look cheap, and that forty times
  const each = someByIndex(object, reach, `${gramKeys("t")} @> v.grams::int4[]`, sample.records < smallTable ? null : mostOfVariant, p);
  return read(ctx, object, `select s.id from unnest(${p.add(variants)}::text[]) v(grams) cross join lateral ${each} s limit ${mostSimilar}`, p);
}

function rarest(sample: GramSample, grams: readonly number[], most = 3): number[] {
  return [...grams].sort((a, b) => shareOf(sample, a) - shareOf(sample, b)).slice(0, most);
}

/**
 * Some records of a condition that an index serves. The limit stands in a subquery on purpose: PostgreSQL would take a
 * plain one as a reason to read the whole table until it has met enough.
 */
function some(object: ObjectType, reach: Reach, conditions: Conditions, most: number, p: Parameters): string {
  return `(select t.id from ${object.table} t where t.deleted_at is null and ${reachableWhere(object, reach, conditions, p, true)} limit (select ${most}))`;
}

/** The same for a condition that finds few records, whoever asks. */
function someByIndex(object: ObjectType, reach: Reach, condition: string, most: number | null, p: Parameters): string {
  return `(select t.id from ${object.table} t where t.deleted_at is null and ${condition} and ${accessPredicate(reach, object.name, p, "one")}${most === null ? "" : ` limit (select ${most})`})`;
}

async function read(ctx: Context, object: ObjectType, ids: string, p: Parameters): Promise<Candidate[]> {
  const title = `t."${object.fields.get(object.titleField)?.column}"`;
  const number = isConcealed(ctx.principal, object, "number") ? "null" : "t.number";
  const { rows } = await ctx.db.query<Candidate>(
    `select t.id, ${title}::text as title, ${number} as number, ${searchPlace(object, ctx.principal) ?? "null"} as lines, t.created_at
     from (${ids}) f join ${object.table} t on t.id = f.id`,
    p.values,
  );
  const seen = new Set<string>();
  return rows.filter((row) => !seen.has(row.id) && seen.add(row.id));
}
