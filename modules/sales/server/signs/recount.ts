import type { Context } from "@keshu/kernel";
import { type Signs, type Touched, touch } from "./touch.ts";

/** The times of records from all that is there: after something was changed, deleted or restored. */
export async function recount(ctx: Context, name: Touched, ids: readonly string[]): Promise<void> {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return;
  const link = `${name}_id`;
  const { rows } = await ctx.db.prepared<{ id: string; at: string | null; first: string | null; last: string | null; done: string | null }>(
    `select w.id, a.at, a.first, a.last, t.done from unnest($1::uuid[]) w(id)
     left join lateral (select max(happened_at) as at, min(happened_at) filter (where type <> 'note') as first, max(happened_at) filter (where type <> 'note') as last
       from crm.activity where ${link} = w.id and deleted_at is null) a on true
     left join lateral (select max(completed_at) as done from crm.task where ${link} = w.id and status = 'done' and deleted_at is null) t on true`,
    [asked],
  );
  const signs = new Map<string, Signs>(rows.map((row) => [row.id, { at: latest(row.at, row.done), firstContact: row.first, lastContact: row.last }] as const));
  await touch(ctx, name, signs, { exact: true });
}

function latest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return new Date(a) > new Date(b) ? a : b;
}
