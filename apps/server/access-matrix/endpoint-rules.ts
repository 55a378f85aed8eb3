import { denied, isEmptyList, isStranger, onlyAdministrator, type Rule, unlessStranger } from "./rule.ts";
import { type ActorName, finished, reads, type World } from "./world.ts";

const unknownId = "01a20213-5d5e-7000-a8cf-a33f6d5ead90";
const label = { zh: "甲", en: "A" };
const mayWrite = (actor: ActorName) => ["seller", "cut_seller", "manager", "administrator"].includes(actor);
const isPerson = (actor: ActorName) => !isStranger(actor) && actor !== "key_read_only";
const record = (world: World, object: string, place: "foreign" | "seller" = "foreign") => world.records.get(object)?.get(place)?.id ?? unknownId;

/** A GET that anyone may send. */
function open(path: string, allowed: readonly number[] = [200]): Rule {
  return { access: "public", calls: () => [{ method: "GET", path, allowed }] };
}

/** What only people do about themselves; keys are refused. */
function personal(method: string, path: (world: World) => string, body: unknown, allowed: readonly number[]): Rule {
  return {
    access: "signed_in",
    calls: (world, actor) => [{ method, path: path(world), body, allowed: unlessStranger(actor, isPerson(actor) ? allowed : [403]) }],
  };
}

/** Something that belongs to another person: not there for anybody but those named. */
function foreign(method: string, path: (world: World) => string, seers: readonly ActorName[] = [], allowed: readonly number[] = [200]): Rule {
  return {
    access: "signed_in",
    calls: (world, actor) => [{ method, path: path(world), allowed: unlessStranger(actor, seers.includes(actor) ? allowed : denied) }],
  };
}

function behind(permission: string, method: string, path: (world: World) => string, body: unknown, allowed: readonly number[]): Rule {
  return { access: `permission:${permission}`, calls: (world, actor) => [{ method, path: path(world), body, allowed: onlyAdministrator(actor, allowed) }] };
}

function table(object: string, text: string): FormData {
  const form = new FormData();
  form.append("object", object);
  form.append("file", new Blob([text]), "matrix.csv");
  return form;
}

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

/** How every declared endpoint is driven, by operationId. A new endpoint needs a line here. */
export const endpointRules: Record<string, Rule> = {
  read_web_app: open("/"),
  read_health: open("/health"),
  read_metrics: open("/metrics"),
  read_openapi: open("/openapi.json"),
  read_docs: open("/docs"),
  open_live_socket: open("/api/v1/live", [404, 426, 400]),
  read_own_openapi: { access: "signed_in", calls: (_world, actor) => [{ method: "GET", path: "/api/v1/openapi.json", allowed: unlessStranger(actor, [200]) }] },
  sign_in: {
    access: "public",
    calls: () => [{ method: "POST", path: "/api/v1/sign-in", body: { email: "nobody@matrix.example", password: "wrong" }, allowed: [401, 429] }],
  },
  // Signing out for good would end the actor's part in the matrix: a session of its own is ended instead (see e2e).
  sign_out: {
    access: "signed_in",
    calls: (_world, actor) =>
      isStranger(actor) || actor === "key_read_only" ? [{ method: "POST", path: "/api/v1/sign-out", allowed: unlessStranger(actor, [204, 403]) }] : [],
  },

  get_me: { access: "signed_in", calls: (_world, actor) => [{ method: "GET", path: "/api/v1/me", allowed: unlessStranger(actor, [200]) }] },
  update_me: personal("PATCH", () => "/api/v1/me", { locale: "zh-CN" }, [200]),
  change_my_password: personal("PUT", () => "/api/v1/me/password", { current_password: "not this", new_password: "Another-password-2026" }, [401, 422, 429]),
  start_totp: personal("POST", () => "/api/v1/me/totp", { password: "not this" }, [401, 422, 429]),
  confirm_totp: personal("PUT", () => "/api/v1/me/totp", { code: "000000" }, [401, 404, 409, 422, 429]),
  remove_totp: personal("DELETE", () => "/api/v1/me/totp", { password: "not this" }, [204, 401, 404, 409, 422, 429]),

  list_sessions: {
    access: "signed_in",
    calls: (world, actor) => [
      { method: "GET", path: "/api/v1/sessions", allowed: unlessStranger(actor, isPerson(actor) ? [200] : [403]) },
      { method: "GET", path: `/api/v1/sessions?user_id=${world.userIds.outsider}`, allowed: unlessStranger(actor, actor === "administrator" ? [200] : [403]) },
    ],
  },
  end_other_sessions: {
    access: "signed_in",
    calls: (world, actor) =>
      actor === "administrator"
        ? []
        : [{ method: "DELETE", path: `/api/v1/sessions?user_id=${world.userIds.outsider}`, allowed: unlessStranger(actor, [403]) }],
  },
  // 404: the administrator has just set that person's password, which ends their sessions
  end_session: foreign("DELETE", (world) => `/api/v1/sessions/${world.foreignSession}`, ["administrator"], [204, 404]),
  list_api_keys: {
    access: "signed_in",
    calls: (world, actor) => [
      { method: "GET", path: "/api/v1/api_keys", allowed: unlessStranger(actor, isPerson(actor) ? [200] : [403]) },
      { method: "GET", path: `/api/v1/api_keys?user_id=${world.userIds.outsider}`, allowed: unlessStranger(actor, actor === "administrator" ? [200] : [403]) },
    ],
  },
  create_api_key: {
    access: "signed_in",
    calls: (world, actor) => [
      {
        method: "POST",
        path: "/api/v1/api_keys",
        body: { name: "矩阵", scopes: ["customer.read"] },
        allowed: unlessStranger(actor, isPerson(actor) ? [201] : [403]),
      },
      {
        method: "POST",
        path: "/api/v1/api_keys",
        body: { name: "矩阵", user_id: world.userIds.outsider },
        allowed: unlessStranger(actor, actor === "administrator" ? [201] : [403]),
      },
    ],
  },
  end_api_key: foreign("DELETE", (world) => `/api/v1/api_keys/${world.foreignKey}`, ["administrator"], [204]),
  list_audit_events: behind("audit.read", "GET", () => "/api/v1/audit_events?limit=200", undefined, [200]),
  verify_audit_log: behind("audit.read", "GET", () => "/api/v1/audit_events/verification", undefined, [200]),
  create_user: {
    access: "signed_in",
    calls: (_world, actor) => [
      {
        method: "POST",
        path: "/api/v1/users",
        body: { name: "新人", email: `new-${actor}-${Date.now()}@matrix.example` },
        allowed: onlyAdministrator(actor, [201]),
      },
    ],
  },
  update_user: {
    access: "signed_in",
    calls: (world, actor) => [
      {
        method: "PATCH",
        path: `/api/v1/users/${world.userIds.outsider}`,
        body: { title: "同事" },
        allowed: unlessStranger(actor, actor === "administrator" ? [200] : denied),
      },
      {
        method: "PATCH",
        path: `/api/v1/users/${world.userIds.outsider}`,
        body: { password: "Taken-over-2026" },
        allowed: actor === "administrator" ? [200] : unlessStranger(actor, denied),
      },
    ],
  },
  reset_password: behind("user.manage", "POST", (world) => `/api/v1/users/${world.userIds.nobody}/password_reset`, {}, [200, 201]),
  reset_totp: behind("user.manage", "DELETE", (world) => `/api/v1/users/${world.userIds.outsider}/totp`, undefined, [200, 204, 404]),

  search: {
    access: "signed_in",
    calls: (world, actor) => [
      ...(isStranger(actor) ? [] : world.markers.all.filter((marker) => !marker.readers.has(actor) && marker.text.length < 40)).map((marker) => ({
        method: "GET",
        path: `/api/v1/search?q=${encodeURIComponent(marker.text)}`,
        allowed: [200],
        check: isEmptyList,
      })),
      { method: "GET", path: "/api/v1/search?q=zq0", allowed: unlessStranger(actor, [200]) },
    ],
  },
  read_changes: {
    access: "signed_in",
    calls: (_world, actor) => [
      { method: "GET", path: "/api/v1/changes?limit=1000", allowed: unlessStranger(actor, [200]) },
      { method: "GET", path: "/api/v1/changes?after=now", allowed: unlessStranger(actor, [200]) },
    ],
  },

  upload_file: {
    access: "signed_in",
    calls: (_world, actor) => {
      const form = new FormData();
      form.append("file", new Blob(["x"]), "x.txt");
      return [{ method: "POST", path: "/api/v1/files", body: form, allowed: unlessStranger(actor, mayWrite(actor) ? [201] : [403]) }];
    },
  },
  download_file: foreign("GET", (world) => `/api/v1/files/${world.foreignFile}`, ["administrator"]),

  list_divisions: {
    access: "signed_in",
    calls: (_world, actor) => [{ method: "GET", path: "/api/v1/divisions", allowed: unlessStranger(actor, [200]) }],
  },
  list_catalog_objects: {
    access: "signed_in",
    calls: (_world, actor) => [{ method: "GET", path: "/api/v1/catalog/objects", allowed: unlessStranger(actor, [200]) }],
  },
  read_catalog_object: {
    access: "signed_in",
    calls: (_world, actor) => [
      { method: "GET", path: "/api/v1/catalog/objects/customer", allowed: unlessStranger(actor, actor === "nobody" ? [404] : [200]) },
      { method: "GET", path: "/api/v1/catalog/objects/role", allowed: unlessStranger(actor, actor === "administrator" ? [200] : [404]) },
    ],
  },
  create_catalog_object: {
    access: "permission:catalog.update",
    calls: (_world, actor) => [
      { method: "POST", path: "/api/v1/catalog/objects", body: { name: "matrix_made", label }, allowed: onlyAdministrator(actor, [201]) },
    ],
  },
  update_catalog_object: behind("catalog.update", "PATCH", () => "/api/v1/catalog/objects/customer", { icon: "customer" }, [200]),
  remove_catalog_object: behind("catalog.update", "DELETE", () => "/api/v1/catalog/objects/matrix_gone", undefined, [404]),
  create_catalog_field: behind("catalog.update", "POST", () => "/api/v1/catalog/objects/customer/fields", { name: "matrix_field", type: "text", label }, [201]),
  update_catalog_field: behind("catalog.update", "PATCH", () => "/api/v1/catalog/objects/customer/fields/level", { help: label }, [200]),
  remove_catalog_field: behind("catalog.update", "DELETE", () => "/api/v1/catalog/objects/customer/fields/matrix_gone", undefined, [404]),

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
        allowed: unlessStranger(actor, isPerson(actor) ? (actor === "nobody" ? [404] : [201]) : [403]),
      },
      {
        method: "POST",
        path: "/api/v1/views",
        body: { object: "customer", name: "按备注", filter: { remark: { contains: "x" } } },
        allowed: unlessStranger(actor, !isPerson(actor) ? [403] : actor === "nobody" ? [404] : actor === "cut_seller" ? [400] : [201]),
      },
      {
        method: "POST",
        path: "/api/v1/views",
        body: { object: "customer", name: "大家的", sharing: "everyone" },
        allowed: unlessStranger(actor, actor === "administrator" ? [201] : actor === "nobody" ? [404] : [403]),
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
        allowed: unlessStranger(actor, actor === "administrator" ? [204] : denied),
      },
    ],
  },
  list_notifications: personal("GET", () => "/api/v1/notifications", undefined, [200]),
  read_notifications: personal("POST", () => "/api/v1/notifications/read", { all: true }, [200]),
  get_company: open("/api/v1/company"),
  get_company_logo: open("/api/v1/company/logo", [404]),
  update_company: behind("company.manage", "PATCH", () => "/api/v1/company", { color: "#1a5fb4" }, [200]),

  create_import: {
    access: "signed_in",
    calls: (_world, actor) => [
      {
        method: "POST",
        path: "/api/v1/imports",
        body: table("customer", "客户名称\n矩阵导入\n"),
        allowed: unlessStranger(actor, mayWrite(actor) ? [202] : [403, 404]),
      },
      {
        method: "POST",
        path: "/api/v1/imports",
        body: table("user", "姓名,邮箱\n甲,import@matrix.example\n"),
        allowed: unlessStranger(actor, actor === "administrator" ? [202] : [403, 404]),
      },
    ],
  },
  preview_import: {
    access: "signed_in",
    calls: (_world, actor) => [
      {
        method: "POST",
        path: "/api/v1/imports/preview",
        body: table("customer", "客户名称\n矩阵导入\n"),
        allowed: unlessStranger(actor, mayWrite(actor) ? [200] : [403, 404]),
      },
    ],
  },
  list_imports: { access: "signed_in", calls: (_world, actor) => [{ method: "GET", path: "/api/v1/imports", allowed: unlessStranger(actor, [200]) }] },
  get_import: foreign("GET", (world) => `/api/v1/imports/${world.foreignImport}`, ["administrator"]),
  list_import_rows: foreign("GET", (world) => `/api/v1/imports/${world.foreignImport}/rows`, ["administrator"]),
  get_import_errors: foreign("GET", (world) => `/api/v1/imports/${world.foreignImport}/errors`, ["administrator"]),
  reverse_import: foreign("POST", (world) => `/api/v1/imports/${world.foreignImport}/reversal`, ["administrator"], [202]),
  create_export: {
    access: "signed_in",
    calls: (_world, actor) => [
      {
        method: "POST",
        path: "/api/v1/exports",
        body: { object: "customer", fields: ["name", "level"], format: "csv" },
        allowed: unlessStranger(actor, mayWrite(actor) ? [202] : [403, 404]),
      },
      {
        method: "POST",
        path: "/api/v1/exports",
        body: { object: "customer", fields: ["remark"], format: "csv" },
        allowed: unlessStranger(actor, actor === "cut_seller" ? [400] : mayWrite(actor) ? [202] : [403, 404]),
      },
    ],
  },
  list_exports: { access: "signed_in", calls: (_world, actor) => [{ method: "GET", path: "/api/v1/exports", allowed: unlessStranger(actor, [200]) }] },
  get_export: foreign("GET", (world) => `/api/v1/exports/${world.foreignExport}`, ["administrator"]),
  download_export: {
    access: "signed_in",
    calls: async (world, actor) => {
      const calls = [
        { method: "GET", path: `/api/v1/exports/${world.foreignExport}/file`, allowed: unlessStranger(actor, actor === "administrator" ? [200] : denied) },
      ];
      if (!mayWrite(actor)) return calls;
      const own = await world.clients[actor].post("/api/v1/exports", { object: "customer", format: "csv" });
      if (own.status !== 202) return calls;
      await finished(world.clients[actor], `/api/v1/exports/${own.body.id}`);
      return [...calls, { method: "GET", path: `/api/v1/exports/${own.body.id}/file`, allowed: [200] }];
    },
  },

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
        check: (reply) => (isStranger(actor) || actor === "administrator" || reply.status !== 200 ? null : isEmptyList(reply)),
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
        allowed: unlessStranger(actor, actor === "administrator" ? [422] : denied),
      },
    ],
  },
  cancelOccurrence: foreign("DELETE", (world) => `/api/v1/events/${record(world, "event")}/occurrences/2026-01-05`, ["administrator"], [200, 404, 422]),
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
  previewConversion: foreign("GET", (world) => `/api/v1/leads/${record(world, "lead")}/conversion`, ["administrator"]),
  // The foreign lead was never converted: who may touch it at all hears that.
  undoConversion: foreign("DELETE", (world) => `/api/v1/leads/${record(world, "lead")}/conversion`, ["administrator"], [409]),
  readCustomerHierarchy: foreign("GET", (world) => `/api/v1/customers/${record(world, "customer")}/hierarchy`, ["administrator"]),
  findDuplicateCustomers: duplicates("customer"),
  findDuplicateLeads: duplicates("lead"),
  readOpportunityStages: foreign("GET", (world) => `/api/v1/opportunities/${record(world, "opportunity")}/stages`, ["administrator"]),
  readCustomerCompleteness: foreign("GET", (world) => `/api/v1/customers/${record(world, "customer")}/completeness`, ["administrator"]),

  get_demo_company: behind("company.manage", "GET", () => "/api/v1/demo", undefined, [200]),
  // Nothing is made in the matrix: the scale is refused.
  make_demo_company: behind("company.manage", "POST", () => "/api/v1/demo", { scale: 0 }, [400, 422]),
  remove_demo_company: behind("company.manage", "DELETE", () => "/api/v1/demo", undefined, [409]),
};
