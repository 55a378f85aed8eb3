import type { ObjectType } from "@keshu/catalog";
import type { Database, Reach } from "@keshu/kernel";

/** How many of an object's records hold a gram, as PostgreSQL sampled it; rare grams are not in it. */
export interface GramSample {
  records: number;
  shares: ReadonlyMap<number, number>;
  /** What a gram that is not in `shares` has at most. */
  rare: number;
  /** Of the records, what an owner or a department has. */
  owners: KeyShares;
  departments: KeyShares;
}

interface KeyShares {
  shares: ReadonlyMap<string, number>;
  /** What one that is not in `shares` has, about. */
  other: number;
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

/** How many records somebody reaches, about; without those that are shared with them. */
export function reachedOf(sample: GramSample, reach: Reach): number {
  if (reach.all) return sample.records;
  const sum = (keys: readonly string[], { shares, other }: KeyShares): number => keys.reduce((all, key) => all + (shares.get(key) ?? other), 0);
  return sample.records * Math.min(1, sum(reach.owners, sample.owners) + sum(reach.departments, sample.departments));
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

interface StatisticsRow {
  records: number;
  column: "grams" | "owner_id" | "department_id" | null;
  grams: number[] | null;
  keys: string[] | null;
  shares: number[] | null;
  distinct: number;
  empty: number;
}

async function readSample(db: Database, object: ObjectType): Promise<GramSample> {
  const { rows } = await db.query<StatisticsRow>(
    `select greatest(c.reltuples, 0)::float8 as records, s.attname::text as column, array_to_json(s.most_common_elems::text::int4[]) as grams,
       case when s.attname <> 'grams' then array_to_json(s.most_common_vals::text::text[]) end as keys,
       array_to_json(case when s.attname = 'grams' then s.most_common_elem_freqs else s.most_common_freqs end) as shares,
       coalesce(s.n_distinct, 0)::float8 as distinct, coalesce(s.null_frac, 0)::float8 as empty
     from pg_class c left join pg_stats s on s.schemaname = 'crm' and s.tablename = c.relname and s.attname in ('grams', 'owner_id', 'department_id')
     where c.oid = $1::regclass`,
    [object.table],
  );
  const records = rows[0]?.records ?? 0;
  const { grams, shares } = rows.find((row) => row.column === "grams") ?? {};
  // PostgreSQL appends the least and the greatest share of those it lists
  const rare = shares && grams ? Math.min(...shares.slice(0, grams.length), 1) / 2 : 0;
  const keys = (column: StatisticsRow["column"]): KeyShares =>
    keySharesOf(
      rows.find((row) => row.column === column),
      records,
    );
  return {
    records,
    shares: new Map((grams ?? []).map((gram, i) => [gram, shares?.[i] ?? 0])),
    rare,
    owners: keys("owner_id"),
    departments: keys("department_id"),
  };
}

/** Those that are not listed have the rest in equal parts. A negative count of different ones is a share of the records. */
function keySharesOf(row: StatisticsRow | undefined, records: number): KeyShares {
  const shares = new Map((row?.keys ?? []).map((key, i) => [key, row?.shares?.[i] ?? 0]));
  if (!row) return { shares, other: 0 };
  const listed = [...shares.values()].reduce((sum, share) => sum + share, row.empty);
  const others = (row.distinct < 0 ? -row.distinct * records : row.distinct) - shares.size;
  return { shares, other: others > 0.5 ? Math.max(0, 1 - listed) / Math.max(1, others) : 0 };
}
