import type { Context } from "@keshu/kernel";
import type { ObjectRules, PendingWrite } from "@keshu/records";
import { companyKey } from "../../shared/company-key.ts";
import { checkCreditCode, fillRegion, storing } from "./checks.ts";

export const leadRules: ObjectRules = {
  object: "lead",
  beforeWrite(ctx, rows) {
    for (const row of storing(rows)) {
      refuseQualified(ctx, row);
      if ("company" in row.values) row.values.company_key = typeof row.values.company === "string" ? companyKey(row.values.company) : null;
      checkCreditCode(row);
      fillRegion(row);
    }
  },
  afterPurge: async (ctx, ids) => void (await ctx.db.query("delete from keshu.lead_conversion where lead_id = any($1::uuid[])", [ids])),
  belongings: { tasks: { field: "lead_id", isDefault: true, filter: { status: "open" } }, activities: { field: "lead_id" } },
  guards: {
    by_conversion: (_ctx, record, values) => ((values.customer_id ?? record.customer_id) ? null : { path: "status", code: "CONVERT_INSTEAD" }),
  },
};

/** Nobody makes a lead that is converted already, but an import brings those that another system converted. */
function refuseQualified(ctx: Context, row: PendingWrite): void {
  const isNew = row.operation === "create" && row.values.status === "qualified" && !row.values.customer_id;
  if (isNew && !ctx.origin.startsWith("import:")) row.problems.push({ path: "status", code: "CONVERT_INSTEAD" });
}
