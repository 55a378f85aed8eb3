import { createHash } from "node:crypto";
import type { Field, ObjectType } from "@keshu/catalog";
import { type Context, isUuid, type Problem } from "@keshu/kernel";
import { accessPredicate } from "../access/predicate.ts";
import { newParameters } from "../parameters.ts";
import { sqlTypeOf } from "../stored-type.ts";
import type { WriteOptions } from "../types.ts";
import { encodeValue, parseEnvironment, parseValue } from "./parse-input.ts";

/** A row of a batch with the text of its key; null when the key is empty, so that it matches nothing. */
export interface KeyedRow {
  index: number;
  record: unknown;
  encoded: (string | null)[];
  text: string | null;
  /** How many rows before it have the same key. */
  wave: number;
  problems: Problem[];
}

/** Reads the key of each row. */
export function matchKeys(object: ObjectType, key: readonly string[], records: readonly unknown[], options: WriteOptions): KeyedRow[] {
  const env = parseEnvironment(options);
  const fields = key.map((name) => object.fields.get(name) as Field);
  const seen = new Map<string, number>();
  return records.map((record, index) => {
    const row: KeyedRow = { index, record, encoded: [], text: null, wave: 0, problems: [] };
    if (typeof record !== "object" || record === null || Array.isArray(record)) {
      row.problems.push({ path: "", code: "INVALID_REQUEST" });
      return row;
    }
    for (const field of fields) {
      const raw = (record as Record<string, unknown>)[field.name];
      if (field.name === "id") {
        if (raw !== undefined && raw !== null && !isUuid(raw)) row.problems.push({ path: "id", code: "INVALID_ID" });
        row.encoded.push(isUuid(raw) ? raw.toLowerCase() : null);
        continue;
      }
      const { value, problem } = parseValue(field, raw, env);
      if (problem) row.problems.push(problem);
      row.encoded.push(problem ? null : encodeValue(field, value));
    }
    if (!row.encoded.includes(null)) {
      row.text = row.encoded.join("\u0000");
      row.wave = seen.get(row.text) ?? 0;
      seen.set(row.text, row.wave + 1);
    }
    return row;
  });
}

/** Until the transaction ends, no other upsert touches these keys. Buckets keep the number of locks small. */
export async function lockKeys(ctx: Context, object: ObjectType, rows: readonly KeyedRow[]): Promise<void> {
  const buckets = new Set<number>();
  for (const row of rows) {
    if (row.text !== null) buckets.add(createHash("sha1").update(`${object.name}\u0000${row.text}`).digest().readUInt16BE(0) & 0x3ff);
  }
  if (buckets.size) {
    await ctx.db.query("select pg_advisory_xact_lock(hashtext($1), b) from unnest($2::int[]) b", [`upsert:${object.name}`, [...buckets].sort((a, b) => a - b)]);
  }
}

/** Ids of the readable records each row's key matches, at most two for each. */
export async function findKeys(ctx: Context, object: ObjectType, key: readonly string[], rows: readonly KeyedRow[]): Promise<Map<number, string[]>> {
  const asked = rows.filter((r) => r.text !== null && r.problems.length === 0);
  const reach = ctx.principal.reach(object.name, "read");
  if (asked.length === 0 || !reach) return new Map();
  const fields = key.map((name) => object.fields.get(name) as Field);
  const p = newParameters();
  const arrays = fields.map((_, i) => `${p.add(asked.map((r) => r.encoded[i]))}::text[]`);
  const matches = fields.map((f, i) => `t."${f.column}" = k.k${i}::${sqlTypeOf(f)}`);
  const { rows: found } = await ctx.db.query<{ n: number; id: string }>(
    `select n, id from (select k.n::int as n, t.id, row_number() over (partition by k.n) as match from unnest(${arrays.join(", ")}) with ordinality k(${fields.map((_, i) => `k${i}`).join(", ")}, n)
     join ${object.table} t on ${matches.join(" and ")} and t.deleted_at is null where ${accessPredicate(reach, object.name, p, "one")}) m where match <= 2`,
    p.values,
  );
  const ids = new Map<number, string[]>();
  for (const { n, id } of found) {
    const index = (asked[n - 1] as KeyedRow).index;
    ids.set(index, [...(ids.get(index) ?? []), id]);
  }
  return ids;
}

/** A key that finds several records decides for none of them. */
export function ambiguous(key: readonly string[], row: KeyedRow): Problem {
  return { path: key.join(","), code: "AMBIGUOUS_RECORD", params: { value: (row.text ?? "").replaceAll("\0", ", ").slice(0, 100) } };
}
