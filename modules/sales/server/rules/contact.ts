import type { ObjectRules } from "@keshu/records";
import { writeAlong } from "../write-along.ts";

export const contactRules: ObjectRules = {
  object: "contact",
  belongings: { tasks: { field: "contact_id", isDefault: true, filter: { status: "open" } } },
  /** A customer has one primary contact: the one named last. */
  async afterWrite(ctx, rows) {
    const primary = new Map<string, string>();
    const named = rows.filter(
      (r) =>
        (r.operation === "create" || r.operation === "update") && (r.values.is_primary === true || (r.stored?.is_primary === true && r.values.customer_id)),
    );
    for (const row of named) {
      const customer = row.values.customer_id ?? row.stored?.customer_id;
      if (typeof customer === "string" && row.values.is_primary !== false) primary.set(customer, row.id);
    }
    if (primary.size === 0) return;
    const { rows: others } = await ctx.db.prepared<{ id: string }>(
      `select c.id from crm.contact c join unnest($1::uuid[], $2::uuid[]) p(customer_id, id) on p.customer_id = c.customer_id and p.id <> c.id
       where c.is_primary and c.deleted_at is null order by c.id`,
      [[...primary.keys()], [...primary.values()]],
    );
    await writeAlong(
      ctx,
      "contact",
      "update",
      others.map(({ id }) => ({ id, is_primary: false })),
    );
  },
};
