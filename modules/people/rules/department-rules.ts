import type { Context } from "@keshu/kernel";
import type { ObjectRules, PendingWrite } from "@keshu/records";
import { bumpIdentity } from "../server/identity-epoch.ts";
import { findCycles } from "./find-cycles.ts";
import { refuse } from "./require.ts";

export const departmentRules: ObjectRules = {
  object: "department",
  async beforeWrite(ctx, rows) {
    await refuseUsed(
      ctx,
      rows.filter((r) => r.operation === "delete"),
    );
  },
  async afterWrite(ctx, rows) {
    await bumpIdentity(ctx.db);
    const moved = rows.filter((r) => r.values.parent_id);
    if (moved.length === 0) return;
    const cycles = await findCycles(
      ctx.db,
      'crm."department"',
      "parent_id",
      moved.map((r) => r.id),
    );
    refuse(cycles.map(() => ({ path: "parent_id", code: "CYCLE" })));
  },
};

/** A department goes only when no people and no departments are in it, or they go with it. */
async function refuseUsed(ctx: Context, rows: readonly PendingWrite[]): Promise<void> {
  const ids = rows.map((r) => r.stored?.id as string);
  if (ids.length === 0) return;
  const { rows: used } = await ctx.db.query<{ id: string }>(
    `select department_id as id from crm."user" where department_id = any($1::uuid[]) and deleted_at is null
     union select parent_id from crm."department" where parent_id = any($1::uuid[]) and deleted_at is null and id <> all($1::uuid[])`,
    [ids],
  );
  const inUse = new Set(used.map((u) => u.id));
  for (const row of rows) if (inUse.has(row.stored?.id as string)) row.problems.push({ path: "", code: "IN_USE" });
}
