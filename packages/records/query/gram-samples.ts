import type { ObjectType } from "@keshu/catalog";
import type { Database } from "@keshu/kernel";

/** How many of an object's records hold a gram, as PostgreSQL sampled it; rare grams are not in it. */
export interface GramSample {
  records: number;
  shares: ReadonlyMap<number, number>;
  /** What a gram that is not in `shares` has at most. */
  rare: number;
}

const lifetime = 10 * 60_000;
/** More grams than these narrow a search less than they cost. */
const enough = 4;
const samples = new Map<string, { until: number; sample: Promise<GramSample>; known?: GramSample }>();

/** The sample of an object, read again every ten minutes. */
export function sampleOf(db: Database, object: ObjectType): Promise<GramSample> {
  const kept = samples.get(object.name);
  if (kept && kept.until > Date.now()) return kept.sample;
  const entry: { until: number; sample: Promise<GramSample>; known?: GramSample } = { until: Date.now() + lifetime, sample: readSample(db, object) };
  if (kept?.known) entry.known = kept.known;
  entry.sample.then(
    (sample) => {
      entry.known = sample;
    },
    () => samples.delete(object.name),
  );
  samples.set(object.name, entry);
  return entry.sample;
}

export function shareOf(sample: GramSample, gram: number): number {
  return sample.shares.get(gram) ?? sample.rare;
}

/**
 * The few grams that narrow a search most. Each further one costs a walk through its postings, and what they leave is
 * compared with the text itself anyway. All of them while the sample has not been read.
 */
export function rarestGrams(object: ObjectType, grams: readonly number[]): readonly number[] {
  const sample = samples.get(object.name)?.known;
  if (!sample || grams.length <= 2) return grams;
  const sorted = grams.map((gram) => ({ gram, share: shareOf(sample, gram) })).sort((a, b) => a.share - b.share);
  const chosen: number[] = [];
  let left = sample.records;
  for (const { gram, share } of sorted) {
    if (chosen.length >= 2 && (left < 50 || chosen.length >= enough || share > 0.5)) break;
    chosen.push(gram);
    left *= share;
  }
  return chosen;
}

async function readSample(db: Database, object: ObjectType): Promise<GramSample> {
  const { rows } = await db.query<{ records: number; grams: number[] | null; shares: number[] | null }>(
    `select greatest(c.reltuples, 0)::float8 as records, array_to_json(s.most_common_elems::text::int4[]) as grams, array_to_json(s.most_common_elem_freqs) as shares
     from pg_class c left join pg_stats s on s.schemaname = 'crm' and s.tablename = c.relname and s.attname = 'grams' where c.oid = $1::regclass`,
    [object.table],
  );
  const { records = 0, grams, shares } = rows[0] ?? {};
  // PostgreSQL appends the least and the greatest share of those it lists
  const rare = shares && grams ? Math.min(...shares.slice(0, grams.length), 1) / 2 : 0;
  return { records, shares: new Map((grams ?? []).map((gram, i) => [gram, shares?.[i] ?? 0])), rare };
}
