import type { Context } from "@keshu/kernel";
import type { ObjectRules, PendingWrite } from "@keshu/records";
import { checkCreditCode, fillRegion, storing } from "./checks.ts";

export const leadRules: ObjectRules = {
  object: "lead",
  beforeWrite(ctx, rows) {
    for (const row of storing(rows)) {
      refuseQualified(ctx, row);
      checkCreditCode(row);
      fillRegion(row);
    }
  },
  guards: {
    by_conversion: (_ctx, record, values) => ((values.customer_id ?? record.customer_id) ? null : { path: "status", code: "CONVERT_INSTEAD" }),
  },
};

/** Nobody makes a lead that is converted already, but an import brings those that another system converted. */
function refuseQualified(ctx: Context, row: PendingWrite): void {
  const isNew = row.operation === "create" && row.values.status === "qualified" && !row.values.customer_id;
  if (isNew && !ctx.origin.startsWith("import:")) row.problems.push({ path: "status", code: "CONVERT_INSTEAD" });
}
