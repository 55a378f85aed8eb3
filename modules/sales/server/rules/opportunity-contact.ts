import type { Context } from "@keshu/kernel";
import type { ObjectRules, PendingWrite } from "@keshu/records";
import { syncDeals } from "../deals/deal-contacts.ts";
import { writeAlong } from "../write-along.ts";
import { changes, storing } from "./checks.ts";

export const opportunityContactRules: ObjectRules = {
  object: "opportunity_contact",
  async beforeWrite(ctx, rows) {
    const lacking = storing(rows).filter((row) => !row.given?.has("role") && (row.operation === "create" || changes(row, "contact_id")));
    await takeRoles(ctx, lacking);
  },
  /** One person of a deal is the main contact: the one named last. */
  async afterWrite(ctx, rows) {
    const main = new Map<string, string>();
    for (const { id, operation, stored, values } of rows) {
      const deal = values.opportunity_id ?? stored?.opportunity_id;
      if (operation !== "delete" && (values.is_primary ?? stored?.is_primary) === true && typeof deal === "string") main.set(deal, id);
    }
    await retireOthers(ctx, main);
    await syncDeals(
      ctx,
      rows.flatMap((r) => [r.stored?.opportunity_id, r.values.opportunity_id]).filter((id): id is string => typeof id === "string"),
    );
  },
};

/** A person's part in a deal is the one they have at their company, unless said. */
async function takeRoles(ctx: Context, rows: readonly PendingWrite[]): Promise<void> {
  const ids = [...new Set(rows.map((row) => row.values.contact_id).filter((id): id is string => typeof id === "string"))];
  if (ids.length === 0) return;
  const { rows: found } = await ctx.db.prepared<{ id: string; role: string | null }>(
    "select id, decision_role as role from crm.contact where id = any($1::uuid[])",
    [ids],
  );
  const roles = new Map(found.map((f) => [f.id, f.role]));
  for (const row of rows) row.values.role = roles.get(row.values.contact_id as string) ?? null;
}

async function retireOthers(ctx: Context, main: ReadonlyMap<string, string>): Promise<void> {
  if (main.size === 0) return;
  const { rows } = await ctx.db.prepared<{ id: string }>(
    `select c.id from crm.opportunity_contact c join unnest($1::uuid[], $2::uuid[]) p(opportunity_id, id) on p.opportunity_id = c.opportunity_id and p.id <> c.id
     where c.is_primary and c.deleted_at is null order by c.id`,
    [[...main.keys()], [...main.values()]],
  );
  await writeAlong(
    ctx,
    "opportunity_contact",
    "update",
    rows.map(({ id }) => ({ id, is_primary: false })),
  );
}
