import { behind, foreign, hasNoRecords, isPerson, open, personal, record } from "../drive.ts";
import { denied, type Rule, unlessStranger } from "../rule.ts";
import { reads } from "../world.ts";

export const workspaceRules: Record<string, Rule> = {
  list_views: {
    access: "signed_in",
    calls: (_world, actor) => [
      { method: "GET", path: "/api/v1/views", allowed: unlessStranger(actor, [200]) },
      { method: "GET", path: "/api/v1/views?object=role", allowed: unlessStranger(actor, actor === "administrator" ? [200] : [404]) },
    ],
  },
  create_view: {
    access: "signed_in",
    calls: (_world, actor) => [
      {
        method: "POST",
        path: "/api/v1/views",
        body: { object: "customer", name: "我的客户", filter: { level: "A" } },
        allowed: unlessStranger(actor, isPerson(actor) ? (hasNoRecords(actor) ? [404] : [201]) : [403]),
      },
      {
        method: "POST",
        path: "/api/v1/views",
        body: { object: "customer", name: "按备注", filter: { remark: { contains: "x" } } },
        allowed: unlessStranger(actor, !isPerson(actor) ? [403] : hasNoRecords(actor) ? [404] : actor === "cut_seller" ? [400] : [201]),
      },
      {
        method: "POST",
        path: "/api/v1/views",
        body: { object: "customer", name: "大家的", sharing: "everyone" },
        allowed: unlessStranger(actor, actor === "administrator" ? [201] : hasNoRecords(actor) ? [404] : [403]),
      },
    ],
  },
  update_view: {
    access: "signed_in",
    calls: (world, actor) => [{ method: "PATCH", path: `/api/v1/views/${world.foreignView}`, body: { position: 1 }, allowed: unlessStranger(actor, denied) }],
  },
  delete_view: foreign("DELETE", (world) => `/api/v1/views/${world.foreignView}`),
  list_preferences: personal("GET", () => "/api/v1/preferences", undefined, [200]),
  set_preference: personal("PUT", () => "/api/v1/preferences/matrix", { value: { shown: true } }, [200]),
  delete_preference: personal("DELETE", () => "/api/v1/preferences/matrix", undefined, [204]),
  list_recents: personal("GET", () => "/api/v1/recents", undefined, [200]),
  note_recent: {
    access: "signed_in",
    calls: (world, actor) => [
      {
        method: "PUT",
        path: "/api/v1/recents",
        body: { object: "customer", id: record(world, "customer") },
        allowed: unlessStranger(actor, !isPerson(actor) ? [403] : reads(actor, "customer", "foreign") ? [204] : [404]),
      },
    ],
  },
  list_notifications: personal("GET", () => "/api/v1/notifications", undefined, [200]),
  read_notifications: personal("POST", () => "/api/v1/notifications/read", { all: true }, [200]),
  get_company: open("/api/v1/company"),
  get_company_logo: open("/api/v1/company/logo", [404]),
  update_company: behind("company.manage", "PATCH", () => "/api/v1/company", { color: "#1a5fb4" }, [200]),
};
