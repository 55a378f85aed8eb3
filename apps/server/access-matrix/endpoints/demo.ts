import { behind } from "../drive.ts";
import type { Rule } from "../rule.ts";

export const demoRules: Record<string, Rule> = {
  get_demo_company: behind("company.manage", "GET", () => "/api/v1/demo", undefined, [200]),
  // Nothing is made in the matrix: the scale is refused.
  make_demo_company: behind("company.manage", "POST", () => "/api/v1/demo", { scale: 0 }, [400, 422]),
  remove_demo_company: behind("company.manage", "DELETE", () => "/api/v1/demo", undefined, [409]),
};
