import type { ModuleCatalog } from "@keshu/catalog";
import type { AnyEndpoint } from "@keshu/http/endpoint";
import type { ObjectRules } from "@keshu/records";
import { salesObjects } from "./objects/objects.ts";
import { calendarEndpoints } from "./server/calendar/calendar-endpoints.ts";
import { feedEndpoints, type PrincipalOf } from "./server/calendar/feed-endpoints.ts";
import { occurrenceEndpoints } from "./server/calendar/occurrence-endpoints.ts";
import { salesEndpoints } from "./server/endpoints.ts";
import { salesRules } from "./server/rules/rules.ts";

export const sales: ModuleCatalog = {
  name: "sales",
  label: { zh: "销售", en: "Sales" },
  icon: "opportunity",
  objects: salesObjects,
};
export const objects = sales.objects;
/** Tables of its own besides those of its objects. */
export const migrations = { source: "sales", directory: new URL("./migrations/", import.meta.url) };
export const rules: ObjectRules[] = salesRules;

/** `principalOf` gives the rights of whose calendar a feed is. */
export function endpoints(principalOf: PrincipalOf): AnyEndpoint[] {
  return [...salesEndpoints, ...calendarEndpoints, ...occurrenceEndpoints, ...feedEndpoints(principalOf)];
}

export { restallAll, restallJob } from "./server/deals/restall.ts";
export { sendReminders } from "./server/reminders/send-reminders.ts";

/** Runs at every start, after the schema is in place, with the system's context. */
export { seedSales as seed } from "./server/seed.ts";
