import type { Context } from "@keshu/kernel";
import { type ApiRecord, currentCatalog } from "@keshu/records";
import { writeAlong } from "../write-along.ts";

/** Products and people of a deal go where it goes. */
export async function moveParts(
  ctx: Context,
  rows: readonly { id: string; operation: string; stored: ApiRecord | null; values: Record<string, unknown> }[],
): Promise<void> {
  const moved = rows.filter((r) => r.operation === "update" && ("owner_id" in r.values || "department_id" in r.values));
  if (moved.length === 0) return;
  for (const object of currentCatalog().objects.filter((o) => o.wholeOf === "opportunity")) {
    const { rows: parts } = await ctx.db.prepared<{ id: string; owner_id: string | null; department_id: string | null }>(
      `select p.id, o.owner_id, o.department_id from ${object.table} p join crm.opportunity o on o.id = p.${object.partOf}
       where o.id = any($1::uuid[]) and p.deleted_at is null and (p.owner_id is distinct from o.owner_id or p.department_id is distinct from o.department_id) order by p.id`,
      [moved.map((r) => r.id)],
    );
    await writeAlong(ctx, object.name, "update", parts);
  }
}
