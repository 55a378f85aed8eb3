import type { ObjectRules } from "@keshu/records";
import { checkCreditCode, fillRegion, storing } from "./checks.ts";

export const leadRules: ObjectRules = {
  object: "lead",
  beforeWrite(_ctx, rows) {
    for (const row of storing(rows)) {
      checkCreditCode(row);
      fillRegion(row);
    }
  },
  guards: {
    by_conversion: (_ctx, record, values) => ((values.customer_id ?? record.customer_id) ? null : { path: "status", code: "CONVERT_INSTEAD" }),
  },
};
