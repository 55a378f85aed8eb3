import type { ObjectType } from "@keshu/catalog";
import type { Database } from "@keshu/kernel";
import { queryGrams } from "@keshu/search";
import type { ListQuery } from "../types.ts";

/** How many of an object's records hold a bigram, as PostgreSQL sampled it; rare bigrams are not in it. */
interface Sample {
  records: number;
  shares: ReadonlyMap<number, number>;
}

const lifetime = 10 * 60_000;
const samples = new Map<string, { until: number; sample: Promise<Sample> }>();

/**
 * How many of the newest records to look through for a page that asks for common words, or null when the
 * index of bigrams finds its records sooner. Of a word that stands in every hundredth of a million records
 * the first fifty are among the first few thousand; the index would fetch and sort all ten thousand.
 */
export async function walkDepth(db: Database, object: ObjectType, query: ListQuery, take: number): Promise<number | null> {
  const grams = wordsOf(query).flatMap((word) => queryGrams(word).grams);
  if (grams.length === 0) return null;
  const { records, shares } = await sampleOf(db, object);
  const share = Math.min(...grams.map((gram) => shares.get(gram) ?? 0));
  if (share === 0 || take / share > share * records) return null;
  return Math.ceil((3 * take) / share);
}

/** Words that every record of the answer contains. */
function wordsOf(query: ListQuery): string[] {
  const words = query.q ? [query.q] : [];
  for (const condition of Object.values(query.filter ?? {})) {
    const word = typeof condition === "object" && condition !== null ? (condition as Record<string, unknown>).contains : undefined;
    if (typeof word === "string") words.push(word);
  }
  return words;
}

function sampleOf(db: Database, object: ObjectType): Promise<Sample> {
  const known = samples.get(object.name);
  if (known && known.until > Date.now()) return known.sample;
  const sample = readSample(db, object).catch((error: unknown) => {
    samples.delete(object.name);
    throw error;
  });
  samples.set(object.name, { until: Date.now() + lifetime, sample });
  return sample;
}

async function readSample(db: Database, object: ObjectType): Promise<Sample> {
  const { rows } = await db.query<{ records: number; grams: number[] | null; shares: number[] | null }>(
    `select greatest(c.reltuples, 0)::float8 as records, array_to_json(s.most_common_elems::text::int4[]) as grams, array_to_json(s.most_common_elem_freqs) as shares
     from pg_class c left join pg_stats s on s.schemaname = 'crm' and s.tablename = c.relname and s.attname = 'grams' where c.oid = $1::regclass`,
    [object.table],
  );
  const { records = 0, grams, shares } = rows[0] ?? {};
  return { records, shares: new Map((grams ?? []).map((gram, i) => [gram, shares?.[i] ?? 0])) };
}
