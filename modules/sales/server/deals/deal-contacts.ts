import type { Context } from "@keshu/kernel";
import type { ApiRecord, PendingWrite } from "@keshu/records";
import { valueAfter } from "../rules/checks.ts";
import { writeAlong } from "../write-along.ts";

/** The main contact of a deal is one of those involved. */
export function listContacts(row: PendingWrite): void {
  if (!("contact_id" in row.values) && !("contact_ids" in row.values)) return;
  const involved = idsIn(valueAfter(row, "contact_ids"));
  const main = valueAfter(row, "contact_id");
  if (typeof main !== "string" || involved.includes(main)) return;
  // Taken from those involved without a word about the main contact: then there is none.
  if ("contact_ids" in row.values && !row.given?.has("contact_id")) row.values.contact_id = null;
  else row.values.contact_ids = [...involved, main];
}

interface Written {
  id: string;
  operation: string;
  stored: ApiRecord | null;
  values: Record<string, unknown>;
}

interface Role {
  id: string;
  opportunity_id: string;
  contact_id: string;
  is_primary: boolean | null;
}

/** Makes the people of the deals what the deals' own fields say. */
export async function syncRoles(ctx: Context, rows: readonly Written[]): Promise<void> {
  const named = rows.filter((r) => (r.operation === "create" || r.operation === "update") && ("contact_id" in r.values || "contact_ids" in r.values));
  const wanted = named.filter((r) => r.operation === "update" || idsIn(r.values.contact_ids).length > 0);
  if (wanted.length === 0) return;
  const roles = await rolesOf(
    ctx,
    wanted.filter((r) => r.operation === "update").map((r) => r.id),
  );
  const creates: Record<string, unknown>[] = [];
  const updates: ApiRecord[] = [];
  const deletes: string[] = [];
  for (const row of wanted) {
    const ids = idsIn("contact_ids" in row.values ? row.values.contact_ids : row.stored?.contact_ids);
    const main = "contact_id" in row.values ? row.values.contact_id : row.stored?.contact_id;
    const known = roles.get(row.id) ?? [];
    for (const role of known) {
      const isPrimary = role.contact_id === main;
      if (!ids.includes(role.contact_id)) deletes.push(role.id);
      else if (isPrimary !== (role.is_primary === true)) updates.push({ id: role.id, is_primary: isPrimary });
    }
    for (const id of ids) if (!known.some((k) => k.contact_id === id)) creates.push({ opportunity_id: row.id, contact_id: id, is_primary: id === main });
  }
  await writeAlong(ctx, "opportunity_contact", "delete", deletes);
  await writeAlong(ctx, "opportunity_contact", "create", creates);
  await writeAlong(ctx, "opportunity_contact", "update", updates);
}

/** Writes back to the deals who is involved and who the main contact is; deals that say so already stay as they are. */
export async function syncDeals(ctx: Context, dealIds: readonly string[]): Promise<void> {
  const ids = [...new Set(dealIds)].sort();
  if (ids.length === 0) return;
  const { rows: deals } = await ctx.db.prepared<{ id: string; contact_id: string | null; contact_ids: string[] | null }>(
    "select id, contact_id, contact_ids from crm.opportunity where id = any($1::uuid[]) and deleted_at is null order by id for no key update",
    [ids],
  );
  const roles = await rolesOf(ctx, ids);
  const records: ApiRecord[] = [];
  for (const deal of deals) {
    const involved = (roles.get(deal.id) ?? []).map((r) => r.contact_id);
    const main = roles.get(deal.id)?.find((r) => r.is_primary)?.contact_id ?? null;
    const isSame = deal.contact_id === main && involved.length === (deal.contact_ids ?? []).length && involved.every((id) => deal.contact_ids?.includes(id));
    if (!isSame) records.push({ id: deal.id, contact_id: main, contact_ids: involved });
  }
  await writeAlong(ctx, "opportunity", "update", records);
}

async function rolesOf(ctx: Context, dealIds: readonly string[]): Promise<Map<string, Role[]>> {
  const byDeal = new Map<string, Role[]>();
  if (dealIds.length === 0) return byDeal;
  const { rows } = await ctx.db.prepared<Role>(
    "select id, opportunity_id, contact_id, is_primary from crm.opportunity_contact where opportunity_id = any($1::uuid[]) and deleted_at is null order by created_at, id",
    [dealIds],
  );
  for (const row of rows) byDeal.set(row.opportunity_id, [...(byDeal.get(row.opportunity_id) ?? []), row]);
  return byDeal;
}

function idsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id): id is string => typeof id === "string") : [];
}
