import type { ObjectType } from "@keshu/catalog";
import { type Context, createError, type Problem } from "@keshu/kernel";
import { problemText } from "./error-file.ts";
import type { RefusedRow, RowOutcome, RowVerdict, StoredImport } from "./stored-import.ts";

export interface RowQuery {
  outcome?: RowOutcome | "failed" | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

export interface ListedRow {
  row: number;
  outcome: RowOutcome | "failed";
  title: string;
  record_id: string | null;
  errors: { path: string; code: string; message: string }[];
}

/** Rows of the file looked at first; where few are of the wanted outcome, more and more at once. */
const firstWindow = 1000;
const growth = 4;

/** What became of each row, in the order of the file. A cursor is the last row shown. @throws INVALID_CURSOR */
export async function listRows(
  ctx: Context,
  stored: StoredImport,
  object: ObjectType | undefined,
  query: RowQuery,
): Promise<{ data: ListedRow[]; next: string | null }> {
  const limit = query.limit ?? 50;
  const found: (RowVerdict | RefusedRow)[] = [];
  let after = readCursor(query.cursor);
  for (let window = Math.max(firstWindow, limit + 1); after < stored.position && found.length <= limit; window *= growth) {
    found.push(...(await rowsWithin(ctx, stored, query.outcome, { after, until: after + window, limit: limit + 1 - found.length })));
    after += window;
  }
  const data = found.slice(0, limit).map((verdict) => (Array.isArray(verdict) ? accepted(verdict) : refused(ctx, object, stored, verdict)));
  return { data, next: found.length > limit ? String(data.at(-1)?.row) : null };
}

/** Rows whose key came again are told of by the chunk of the last one. */
async function rowsWithin(
  ctx: Context,
  stored: StoredImport,
  outcome: RowQuery["outcome"],
  { after, until, limit }: { after: number; until: number; limit: number },
): Promise<(RowVerdict | RefusedRow)[]> {
  const { rows } = await ctx.db.query<{ verdict: RowVerdict | RefusedRow }>(
    `select e.verdict from keshu.import_chunk c
     cross join lateral (
       select (x ->> 0)::int as row, x as verdict from jsonb_array_elements(case when $4::text = 'failed' then '[]'::jsonb else c.verdicts end) x
       where $4::text is null or x ->> 1 = $4
       union all
       select (x ->> 'row')::int, x from jsonb_array_elements(case when $4::text is null or $4 = 'failed' then c.refused else '[]'::jsonb end) x) e
     where c.import_id = $1 and c.last_row > $2 and coalesce(c.least_row, 0) <= $3 and e.row > $2 and e.row <= $3
     order by e.row limit $5`,
    [stored.id, after, until, outcome ?? null, limit],
  );
  return rows.map((r) => r.verdict);
}

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (!/^\d{1,9}$/.test(cursor)) throw createError("INVALID_CURSOR", { errors: [{ path: "cursor", code: "INVALID_CURSOR" }] });
  return Number(cursor);
}

function accepted([row, outcome, title, recordId]: RowVerdict): ListedRow {
  return { row, outcome, title, record_id: recordId, errors: [] };
}

function refused(ctx: Context, object: ObjectType | undefined, stored: StoredImport, { row, cells, errors }: RefusedRow): ListedRow {
  // the name may stand in two columns, `name.first` and `name.last`
  const parts = stored.format.header.flatMap((name, i) => (stored.mapping[name]?.split(".")[0] === object?.titleField ? (cells[i]?.trim() ?? "") : []));
  const title = (parts.filter(Boolean).join(" ") || cells.find((cell) => cell.trim() !== "") || "").trim().slice(0, 80);
  const told = (problem: Problem) => ({ path: problem.path, code: problem.code, message: problemText(ctx, object, problem) });
  return { row, outcome: "failed", title, record_id: null, errors: errors.map(told) };
}
