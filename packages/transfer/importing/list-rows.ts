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

/** What became of each row, in the order they were taken in. A cursor is a chunk's first row and how many of it were shown. @throws INVALID_CURSOR */
export async function listRows(
  ctx: Context,
  stored: StoredImport,
  object: ObjectType | undefined,
  query: RowQuery,
): Promise<{ data: ListedRow[]; next: string | null }> {
  const limit = query.limit ?? 50;
  const [first, shown] = readCursor(query.cursor);
  const { rows } = await ctx.db.query<{ first_row: number; place: number; verdict: RowVerdict | RefusedRow }>(
    `select c.first_row, v.place::int, v.verdict from keshu.import_chunk c
     cross join lateral (
       select row_number() over (order by e.row) as place, e.verdict from (
         select (x ->> 0)::int as row, x as verdict from jsonb_array_elements(case when $4::text = 'failed' then '[]'::jsonb else c.verdicts end) x
         where $4::text is null or x ->> 1 = $4
         union all
         select (x ->> 'row')::int, x from jsonb_array_elements(case when $4::text is null or $4 = 'failed' then c.refused else '[]'::jsonb end) x) e) v
     where c.import_id = $1 and c.first_row >= $2 and (c.first_row > $2 or v.place > $3)
     order by c.first_row, v.place limit $5`,
    [stored.id, first, shown, query.outcome ?? null, limit + 1],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map(({ verdict }) => (Array.isArray(verdict) ? accepted(verdict) : refused(ctx, object, stored, verdict))),
    next: rows.length > limit && last ? `${last.first_row}.${last.place}` : null,
  };
}

function readCursor(cursor: string | undefined): [first: number, shown: number] {
  if (cursor === undefined) return [-1, 0];
  const parts = /^(\d{1,9})\.(\d{1,6})$/.exec(cursor);
  if (!parts) throw createError("INVALID_CURSOR", { errors: [{ path: "cursor", code: "INVALID_CURSOR" }] });
  return [Number(parts[1]), Number(parts[2])];
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
