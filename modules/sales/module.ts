import type { ModuleCatalog } from "@keshu/catalog";
import type { AnyEndpoint } from "@keshu/http/endpoint";
import type { ObjectRules } from "@keshu/records";
import { salesObjects } from "./objects/objects.ts";
import { salesEndpoints } from "./server/endpoints.ts";
import { salesRules } from "./server/rules/rules.ts";

export const sales: ModuleCatalog = {
  name: "sales",
  label: { zh: "销售", en: "Sales" },
  icon: "opportunity",
  objects: salesObjects,
};
export const objects = sales.objects;
export const rules: ObjectRules[] = salesRules;
export const endpoints: AnyEndpoint[] = salesEndpoints;

/** Runs at every start, after the schema is in place, with the system's context. */
export { seedSales as seed } from "./server/seed.ts";
