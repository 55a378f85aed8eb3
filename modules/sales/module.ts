import type { ModuleCatalog } from "@keshu/catalog";
import { salesObjects } from "./objects/objects.ts";
import { salesEndpoints } from "./server/endpoints.ts";
import { salesRules } from "./server/rules/rules.ts";
import { seedSales } from "./server/seed.ts";

export const salesModule = {
  name: "sales",
  label: { zh: "销售", en: "Sales" },
  icon: "opportunity",
  objects: salesObjects,
  rules: salesRules,
  endpoints: salesEndpoints,
  /** Runs at every start, after the schema is in place; the context is the system's. */
  seed: seedSales,
} satisfies ModuleCatalog & Record<string, unknown>;
