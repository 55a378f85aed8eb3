import { foreign, open, personal, record } from "../drive.ts";
import { denied, isEmptyList, isStranger, type Rule, unlessStranger } from "../rule.ts";
import { type ActorName, reads } from "../world.ts";

/** Of a record out of sight a search for duplicates says that there is one, and no more. */
function duplicates(object: "customer" | "lead"): Rule {
  return {
    access: "signed_in",
    calls: (world, actor) => {
      const title = world.markers.all.find((marker) => marker.place === "the title of the foreign customer")?.text ?? "zq";
      const path = world.records.has(object) ? `/api/v1/${object}s/duplicates?${object === "lead" ? "company" : "name"}=${title}` : "";
      const isConcealed = (found: Record<string, unknown>): boolean => !found.can_read && found.id === null && found.title === null && found.number === null;
      return [
        {
          method: "GET",
          path,
          allowed: unlessStranger(actor, [200]),
          check: (reply) => {
            if (isStranger(actor) || reads(actor, "customer", "foreign") || reply.status !== 200) return null;
            return (reply.body.data as Record<string, unknown>[]).every(isConcealed) ? null : "a duplicate that the caller may not see is shown";
          },
        },
      ];
    },
  };
}

const readers: readonly ActorName[] = ["administrator", "overseer"];

export const salesRules: Record<string, Rule> = {
  convertLead: {
    access: "signed_in",
    calls: (world, actor) =>
      actor === "administrator"
        ? []
        : [{ method: "POST", path: `/api/v1/leads/${record(world, "lead")}/conversion`, body: {}, allowed: unlessStranger(actor, denied) }],
  },
  readCalendar: {
    access: "signed_in",
    calls: (world, actor) => [
      { method: "GET", path: "/api/v1/calendar?from=2026-01-01&to=2026-12-01&kinds=event,task,activity,opportunity", allowed: unlessStranger(actor, [200]) },
      {
        method: "GET",
        path: `/api/v1/calendar?from=2026-01-01&to=2026-12-01&users=${world.userIds.outsider}`,
        allowed: unlessStranger(actor, [200]),
        check: (reply) => (isStranger(actor) || readers.includes(actor) || reply.status !== 200 ? null : isEmptyList(reply)),
      },
    ],
  },
  changeOccurrence: {
    access: "signed_in",
    calls: (world, actor) => [
      {
        method: "PATCH",
        path: `/api/v1/events/${record(world, "event")}/occurrences/2026-01-05`,
        body: { name: "矩阵" },
        allowed: unlessStranger(actor, readers.includes(actor) ? [422] : [404]),
      },
    ],
  },
  cancelOccurrence: foreign("DELETE", (world) => `/api/v1/events/${record(world, "event")}/occurrences/2026-01-05`, readers, [422]),
  restoreOccurrence: {
    access: "signed_in",
    calls: (world, actor) => [
      {
        method: "POST",
        path: `/api/v1/events/${record(world, "event")}/occurrences/2026-01-05/restoration`,
        body: { scope: "one" },
        allowed: unlessStranger(actor, actor === "administrator" ? [204] : denied),
      },
    ],
  },
  readCalendarFeed: personal("GET", () => "/api/v1/calendar-feed", undefined, [200]),
  renewCalendarFeed: personal("POST", () => "/api/v1/calendar-feed", undefined, [201]),
  endCalendarFeed: personal("DELETE", () => "/api/v1/calendar-feed", undefined, [204]),
  readCalendarFile: open(`/api/v1/calendar/${"a".repeat(43)}.ics`, [404]),
  previewConversion: foreign("GET", (world) => `/api/v1/leads/${record(world, "lead")}/conversion`, readers),
  // The foreign lead was never converted: who may touch it at all hears that.
  undoConversion: foreign("DELETE", (world) => `/api/v1/leads/${record(world, "lead")}/conversion`, readers, [409]),
  readCustomerHierarchy: foreign("GET", (world) => `/api/v1/customers/${record(world, "customer")}/hierarchy`, readers),
  findDuplicateCustomers: duplicates("customer"),
  findDuplicateLeads: duplicates("lead"),
  readOpportunityStages: foreign("GET", (world) => `/api/v1/opportunities/${record(world, "opportunity")}/stages`, readers),
  readCustomerCompleteness: foreign("GET", (world) => `/api/v1/customers/${record(world, "customer")}/completeness`, readers),
};
