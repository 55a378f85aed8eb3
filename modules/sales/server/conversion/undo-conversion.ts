import { type Context, createError, within } from "@keshu/kernel";
import { type ApiRecord, currentCatalog, readByIds, updateRecord, writeBatch } from "@keshu/records";
import { asSystem, withAllFields } from "../rights.ts";
import { writeAlong } from "../write-along.ts";
import { leadToConvert, salesObjects } from "./sales-objects.ts";

interface Made {
  customer_id: string | null;
  contact_id: string | null;
  opportunity_id: string | null;
  converted_by: string | null;
  status_before: string | null;
}

const parts = ["opportunity", "contact", "customer"] as const;

/**
 * Takes a conversion back: what it made goes to the recycle bin, the lead is what it was. Refused once somebody
 * has worked on with what it made.
 * @throws NOT_FOUND, FORBIDDEN, IN_USE (409), NOT_READY (409) when the lead was not converted here
 */
export async function undoConversion(ctx: Context, leadId: string): Promise<void> {
  const { lead: object } = salesObjects();
  await ctx.db.transaction(async (tx) => {
    const inner = within(ctx, tx);
    const lead = await leadToConvert(inner, leadId, { locks: true });
    const { rows } = await tx.query<Made>(
      "select customer_id, contact_id, opportunity_id, converted_by, status_before from keshu.lead_conversion where lead_id = $1",
      [lead.id],
    );
    const made = rows[0];
    if (!made || !lead.customer_id) throw createError("NOT_READY");
    const before = made.converted_by === ctx.principal.userId ? [ctx.principal.userId, lead.owner_id] : [];
    if (before.length === 0) requireDeletion(inner, made);
    await refuseUsed(inner, lead, made);
    await unlinkFollowUps(inner, lead);
    for (const name of parts) await recycle(inner, name, made[`${name}_id`], before);
    // who spoke with them in between has begun to follow it up
    const status = made.status_before === "new" && !lead.first_response_at ? "new" : "contacting";
    const values = { customer_id: null, contact_id: null, opportunity_id: null, customer_match: null, converted_at: null, status };
    await updateRecord(withAllFields(inner), object, lead.id, values, { setsReadOnly: true, anyState: true });
    await tx.query("delete from keshu.lead_conversion where lead_id = $1", [lead.id]);
  });
}

function requireDeletion(ctx: Context, made: Made): void {
  if (parts.some((name) => made[`${name}_id`] && !ctx.principal.reach(name, "delete"))) throw createError("FORBIDDEN");
}

/** Work of others is not thrown away with a conversion. */
async function refuseUsed(ctx: Context, lead: ApiRecord, made: Made): Promise<void> {
  const { rows } = await ctx.db.query(
    `select 1 from crm.opportunity o where o.deleted_at is null and ((o.id = $1 and (select count(*) from keshu.opportunity_stage s where s.opportunity_id = o.id) > 1) or (o.customer_id = $3 and o.id is distinct from $1))
     union all select 1 from crm.opportunity_line where opportunity_id = $1 and deleted_at is null
     union all select 1 from crm.contact where customer_id = $3 and deleted_at is null and id is distinct from $2
     union all select 1 from crm.opportunity_contact where contact_id = $2 and opportunity_id is distinct from $1 and deleted_at is null
     union all select 1 from crm.activity where deleted_at is null and lead_id is distinct from $4 and (opportunity_id = $1 or contact_id = $2 or customer_id = $3)
     union all select 1 from crm.task where deleted_at is null and lead_id is distinct from $4 and (opportunity_id = $1 or contact_id = $2 or customer_id = $3)
     union all select 1 from crm.lead where id <> $4 and deleted_at is null and customer_id = $3
     union all select 1 from crm.customer where parent_id = $3 and deleted_at is null limit 1`,
    [made.opportunity_id, made.contact_id, made.customer_id, lead.id],
  );
  if (rows.length) throw createError("IN_USE");
}

/** Who converted the lead may take back what still has one of the owners of then; anything else only who may delete it. */
async function recycle(ctx: Context, name: (typeof parts)[number], id: string | null, owners: readonly unknown[]): Promise<void> {
  const object = salesObjects()[name];
  const stored = id ? (await readByIds(asSystem(ctx), name, [id], ["owner_id"])).get(id) : undefined;
  if (!stored) return; // already in the recycle bin: then it is where it shall be
  const acting = owners.includes(stored.owner_id) ? asSystem(ctx) : ctx;
  const { results } = await writeBatch(acting, object, { operation: "delete", records: [stored.id] });
  const [result] = results;
  if (result?.ok) return;
  throw result?.code === "FORBIDDEN" || result?.code === "NOT_FOUND" ? createError("FORBIDDEN") : createError("IN_USE", { errors: result?.errors ?? [] });
}

/** What was said with the lead is the lead's alone again. */
async function unlinkFollowUps(ctx: Context, lead: ApiRecord): Promise<void> {
  const links = ["customer_id", "contact_id", "opportunity_id"] as const;
  for (const name of ["activity", "task"]) {
    const object = currentCatalog().byName.get(name);
    if (!object) continue;
    const { rows } = await ctx.db.query<ApiRecord>(
      `select id, ${links.join(", ")} from ${object.table} where lead_id = $1 and deleted_at is null order by id`,
      [lead.id],
    );
    const records = rows
      .map((row) => ({ id: row.id, ...Object.fromEntries(links.filter((link) => row[link] && row[link] === lead[link]).map((link) => [link, null])) }))
      .filter((r) => Object.keys(r).length > 1);
    await writeAlong(ctx, name, "update", records);
  }
}
