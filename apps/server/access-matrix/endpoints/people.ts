import { behind, foreign, isPerson, personal } from "../drive.ts";
import { denied, isStranger, onlyAdministrator, type Rule, unlessStranger } from "../rule.ts";

export const peopleRules: Record<string, Rule> = {
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
};
