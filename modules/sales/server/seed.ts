import type { Context } from "@keshu/kernel";
import { createRecord, currentCatalog, updateRecord } from "@keshu/records";
import { defaultStages } from "../shared/stages.ts";

const firstName = { name: "默认商机组", name_en: "Default pipeline" };

/** Makes the first pipeline where there is none, once even when several servers start together. */
export async function seedSales(ctx: Context): Promise<void> {
  const object = currentCatalog().byName.get("pipeline");
  if (!object) return;
  await ctx.db.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock(hashtextextended('sales.seed', 0))");
    const { rows } = await tx.query<{ id: string; is_bare: boolean }>(
      "select id, version = 1 and name = $1 and name_en is null as is_bare from crm.pipeline order by created_at, id limit 1",
      [firstName.name],
    );
    const [first] = rows;
    // made before pipelines had English names
    if (first?.is_bare) await updateRecord({ ...ctx, db: tx }, object, first.id, { name_en: firstName.name_en });
    if (first) return;
    await createRecord({ ...ctx, db: tx }, object, { ...firstName, stages: defaultStages, is_default: true });
  });
}
