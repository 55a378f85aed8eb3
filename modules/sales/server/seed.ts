import type { Context } from "@keshu/kernel";
import { createRecord, currentCatalog } from "@keshu/records";
import { defaultStages } from "../shared/stages.ts";

/** Makes the first pipeline where there is none, once even when several servers start together. */
export async function seedSales(ctx: Context): Promise<void> {
  const object = currentCatalog().byName.get("pipeline");
  if (!object) return;
  await ctx.db.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock(hashtextextended('sales.seed', 0))");
    const { rows } = await tx.query("select 1 from crm.pipeline limit 1");
    if (rows.length) return;
    await createRecord({ ...ctx, db: tx }, object, { name: "默认商机组", stages: defaultStages, is_default: true });
  });
}
