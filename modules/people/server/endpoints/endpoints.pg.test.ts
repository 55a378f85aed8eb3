import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Secret, TOTP } from "otpauth";
import { adminPassword, type PeopleApp, peopleApp } from "../../testing.ts";
import { configureSecrets } from "../secret-box.ts";
import { seedRoleIds } from "../seed-roles.ts";

let people: PeopleApp;
let admin: string;
before(async () => {
  configureSecrets({ secret: "for tests only" });
  people = await peopleApp([
    { name: "deal", label: { zh: "交易", en: "Deal" }, fields: [{ name: "name", type: "text", label: { zh: "名称", en: "Name" }, required: true }] },
  ]);
  admin = await people.tokenOf("admin@keshu.local", adminPassword);
});
after(() => people.close());

const words = "some good words";
let count = 0;
/** A person made through the API, with a session. */
async function person(input: Record<string, unknown> = {}): Promise<{ id: string; token: string; email: string }> {
  const email = `person${++count}@keshu.local`;
  const made = await people.call("POST", "/users", { token: admin, body: { name: "同事", email, password: words, ...input } });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return { id: made.body.id, email, token: await people.tokenOf(email, words) };
}

test("sign-in gives a token and a safe cookie; missing and wrong credentials are 401", async () => {
  const reply = await people.call("POST", "/sign-in", { body: { email: "admin@keshu.local", password: adminPassword } });
  assert.equal(reply.status, 200);
  const cookie = String(reply.headers["set-cookie"]);
  assert.match(cookie, /^keshu_session=kt_[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
  assert.equal(reply.headers["cache-control"], "no-store");
  for (const body of [
    {},
    undefined,
    { email: "admin@keshu.local" },
    { email: "admin@keshu.local", password: "" },
    { email: null, password: null },
    { email: "admin@keshu.local", password: "wrong" },
  ]) {
    const refused = await people.call("POST", "/sign-in", { body });
    assert.equal(refused.status, 401, JSON.stringify(body));
    assert.equal(refused.body.code, "INVALID_CREDENTIALS");
    assert.equal(refused.headers["set-cookie"], undefined);
  }
  const me = await people.call("GET", "/me", { headers: { cookie: cookie.split(";")[0] as string } });
  assert.equal(me.body.email, "admin@keshu.local");
});

test("at the first sign-in an account takes language and zone of the browser, where nobody chose them", async () => {
  const english = { locale: "en", time_zone: "Europe/London" };
  const arrives = async (input: object, body: object): Promise<unknown[]> => {
    const email = `person${++count}@keshu.local`;
    await people.call("POST", "/users", { token: admin, body: { name: "同事", email, password: words, ...input } });
    const { token } = (await people.call("POST", "/sign-in", { body: { email, password: words, ...body } })).body;
    const { body: me } = await people.call("GET", "/me", { token });
    return [me.locale, me.time_zone, email];
  };
  const [locale, zone, email] = await arrives({}, english);
  assert.deepEqual([locale, zone], ["en", "Europe/London"]);
  const again = await people.call("POST", "/sign-in", { body: { email, password: words, locale: "zh-CN", time_zone: "Asia/Tokyo" } });
  const { body: me } = await people.call("GET", "/me", { token: again.body.token });
  assert.deepEqual([me.locale, me.time_zone], ["en", "Europe/London"], "only the first time");
  assert.deepEqual((await arrives({}, {})).slice(0, 2), ["zh-CN", "Asia/Shanghai"]);
  assert.deepEqual((await arrives({}, { ...english, time_zone: "Nowhere/Land" })).slice(0, 2), ["en", "Asia/Shanghai"]);
  assert.deepEqual((await arrives({ locale: "en", time_zone: "Asia/Tokyo" }, { ...english, locale: "zh-CN" })).slice(0, 2), ["en", "Asia/Tokyo"]);
});

test("sign-out ends the session and takes the cookie away", async () => {
  const { token } = await person();
  const reply = await people.call("POST", "/sign-out", { token });
  assert.equal(reply.status, 204);
  assert.match(String(reply.headers["set-cookie"]), /^keshu_session=; Path=\/; Max-Age=0; HttpOnly/);
  assert.equal((await people.call("GET", "/me", { token })).status, 401);
});

test("everything but sign-in wants a token", async () => {
  for (const [method, url] of [
    ["GET", "/me"],
    ["PATCH", "/me"],
    ["PUT", "/me/password"],
    ["POST", "/me/totp"],
    ["GET", "/sessions"],
    ["GET", "/api_keys"],
    ["POST", "/api_keys"],
    ["GET", "/audit_events"],
    ["POST", "/users"],
    ["PATCH", "/users/x"],
    ["POST", "/users/x/password_reset"],
    ["POST", "/sign-out"],
  ] as const) {
    assert.equal((await people.call(method, url, method === "GET" ? {} : { body: {} })).status, 401, `${method} ${url}`);
  }
});

test("a person made with a password signs in at once; the password is not in any answer", async () => {
  const email = "zhang@keshu.local";
  const made = await people.call("POST", "/users", {
    token: admin,
    body: { name: "张三", email: "Zhang@Keshu.local", password: words, role_ids: [seedRoleIds.salesperson] },
  });
  assert.equal(made.status, 201);
  assert.equal(made.body.email, email);
  assert.ok(!("password" in made.body));
  assert.equal(made.headers.location, `/api/v1/users/${made.body.id}`);
  const token = await people.tokenOf(email, words);
  const me = await people.call("GET", "/me", { token });
  assert.equal(me.body.name, "张三");
  assert.equal(me.body.is_administrator, false);
  assert.deepEqual(me.body.permissions.user.can, { create: false, read: true, update: false, delete: false, export: false, import: false });
  assert.equal(me.body.permissions.deal.can.create, true);
  assert.equal(me.body.permissions.role, undefined);
  assert.equal((await people.call("POST", "/users", { token, body: { name: "x", email: "x@keshu.local" } })).status, 403);
  assert.equal((await people.call("PATCH", `/users/${made.body.id}`, { token, body: { password: "other words" } })).status, 403);
  assert.equal((await people.call("POST", `/users/${made.body.id}/password_reset`, { token })).status, 403);
  assert.equal((await people.call("GET", "/audit_events", { token })).status, 403);
  assert.equal((await people.call("GET", "/users", { token })).status, 200);
  assert.deepEqual((await people.call("GET", "/roles", { token })).body.data, []);
});

test("people are validated like every record; a weak password leaves nobody behind", async () => {
  const weak = await people.call("POST", "/users", { token: admin, body: { name: "n", email: "weak@keshu.local", password: "12345678" } });
  assert.deepEqual([weak.status, weak.body.errors[0].path, weak.body.errors[0].code], [422, "password", "WEAK_PASSWORD"]);
  assert.equal(
    (await people.call("POST", "/users", { token: admin, body: { name: "n", email: "weak@keshu.local", password: words, nothing: 1 } })).status,
    400,
  );
  assert.equal((await people.call("POST", "/users", { token: admin, body: { name: "n", email: "no mail", password: words } })).status, 422);
  assert.equal((await people.call("POST", "/users", { token: admin, body: { name: "n", email: "admin@keshu.local" } })).body.errors[0].code, "NOT_UNIQUE");
  const { rows } = await people.db.query(`select 1 from crm."user" where email = 'weak@keshu.local'`);
  assert.equal(rows.length, 0);
});

test("an administrator sets another's password and fields in one write; old sessions end", async () => {
  const { id, token, email } = await person();
  assert.equal((await people.call("PATCH", `/users/${id}`, { token: admin, body: { title: "经理", password: "123" } })).status, 422);
  assert.equal((await people.call("GET", `/users/${id}`, { token: admin })).body.title, null);
  const stale = await people.call("PATCH", `/users/${id}`, {
    token: admin,
    body: { title: "经理", password: "other good words" },
    headers: { "if-match": "99" },
  });
  assert.equal(stale.status, 412);
  assert.equal((await people.call("GET", "/me", { token })).status, 200, "nothing of a refused write stays");
  const done = await people.call("PATCH", `/users/${id}`, {
    token: admin,
    body: { title: "经理", password: "other good words" },
    headers: { "if-match": '"1"' },
  });
  assert.deepEqual([done.status, done.body.title, done.headers.etag], [200, "经理", '"2"']);
  assert.equal((await people.call("GET", "/me", { token })).status, 401);
  assert.ok(await people.tokenOf(email, "other good words"));
  assert.equal((await people.call("PATCH", "/users/no-uuid", { token: admin, body: { title: "x" } })).status, 404);
  assert.equal((await people.call("PATCH", "/users/no-uuid", { token: admin, body: { password: words } })).status, 404);
});

test("a reset prints a one-time password; with it nothing works but changing it", async () => {
  const { id, email } = await person();
  const reset = await people.call("POST", `/users/${id}/password_reset`, { token: admin });
  assert.equal(reset.status, 201);
  const signIn = await people.call("POST", "/sign-in", { body: { email, password: reset.body.password } });
  assert.equal(signIn.body.must_change_password, true);
  const { token } = signIn.body;
  const blocked = await people.call("GET", "/users", { token });
  assert.deepEqual([blocked.status, blocked.body.code], [403, "PASSWORD_CHANGE_REQUIRED"]);
  assert.equal((await people.call("POST", "/api_keys", { token, body: { name: "k" } })).status, 403);
  assert.equal((await people.call("GET", "/me", { token })).body.must_change_password, true);
  const body = { current_password: reset.body.password, new_password: "my own new words" };
  assert.equal((await people.call("PUT", "/me/password", { token, body: { ...body, current_password: "wrong" } })).body.errors[0].code, "WRONG_PASSWORD");
  assert.equal((await people.call("PUT", "/me/password", { token, body: { ...body, new_password: "password" } })).body.errors[0].code, "WEAK_PASSWORD");
  assert.equal(
    (await people.call("PUT", "/me/password", { token, body: { ...body, new_password: reset.body.password } })).body.errors[0].code,
    "SAME_PASSWORD",
  );
  assert.equal((await people.call("PUT", "/me/password", { token, body })).status, 204);
  assert.equal((await people.call("GET", "/users", { token })).status, 200);
  const own = await people.call("POST", `/users/${(await people.call("GET", "/me", { token: admin })).body.id}/password_reset`, { token: admin });
  assert.equal(own.body.errors[0].code, "OWN_PASSWORD");
});

test("changing a password ends one's other sessions and keeps this one", async () => {
  const { email, token } = await person();
  const other = await people.tokenOf(email, words);
  assert.equal((await people.call("PUT", "/me/password", { token, body: { current_password: words, new_password: "my own new words" } })).status, 204);
  assert.equal((await people.call("GET", "/me", { token })).status, 200);
  assert.equal((await people.call("GET", "/me", { token: other })).status, 401);
});

test("one changes one's name and language, not one's rights", async () => {
  const { token } = await person();
  const done = await people.call("PATCH", "/me", { token, body: { name: "新名字", locale: "en", time_zone: "Europe/Berlin", title: "PM" } });
  assert.deepEqual([done.status, done.body.name, done.body.locale, done.body.time_zone, done.body.title], [200, "新名字", "en", "Europe/Berlin", "PM"]);
  for (const body of [{ role_ids: [seedRoleIds.administrator] }, { department_id: null }, { email: "x@y.z" }, { state: "frozen" }])
    assert.equal((await people.call("PATCH", "/me", { token, body })).status, 400);
  assert.equal((await people.call("PATCH", "/me", { token, body: { time_zone: "Mars/Olympus" } })).body.errors[0].code, "UNKNOWN_TIME_ZONE");
  assert.equal((await people.call("PATCH", "/me", { token, body: { name: "" } })).status, 422);
});

test("sessions: one's own are listed and ended, others' by who manages people", async () => {
  const one = await person();
  const two = await person();
  await people.tokenOf(one.email, words);
  const listed = await people.call("GET", "/sessions", { token: one.token });
  assert.equal(listed.body.data.length, 2);
  assert.equal(listed.body.data.filter((s: { is_current: boolean }) => s.is_current).length, 1);
  assert.ok(!JSON.stringify(listed.body).includes("hash"));
  const [foreign] = (await people.call("GET", "/sessions", { token: two.token })).body.data;
  assert.equal((await people.call("DELETE", `/sessions/${foreign.id}`, { token: one.token })).status, 404);
  assert.equal((await people.call("DELETE", "/sessions/no-uuid", { token: one.token })).status, 404);
  assert.equal((await people.call("GET", `/sessions?user_id=${two.id}`, { token: one.token })).status, 403);
  assert.deepEqual((await people.call("DELETE", "/sessions", { token: one.token })).body, { ended: 1 });
  assert.equal((await people.call("GET", `/sessions?user_id=${two.id}`, { token: admin })).body.data.length, 1);
  assert.equal((await people.call("DELETE", `/sessions/${foreign.id}`, { token: admin })).status, 204);
  assert.equal((await people.call("GET", "/me", { token: two.token })).status, 401);
});

test("who manages people does so up to their own rights", async () => {
  const role = await people.call("POST", "/roles", {
    token: admin,
    body: {
      name: "人事",
      platform: ["user.manage", "record.transfer"],
      permissions: [{ object: "*", create: "self", read: "self", update: "self", delete: "self", import: "self" }],
    },
  });
  const hr = await person({ role_ids: [role.body.id] });
  const adminId = (await people.call("GET", "/me", { token: admin })).body.id;
  const [session] = (await people.call("GET", "/sessions", { token: admin })).body.data;
  for (const [method, url, body, status] of [
    ["GET", `/sessions?user_id=${adminId}`, undefined, 403],
    ["GET", `/api_keys?user_id=${adminId}`, undefined, 403],
    ["DELETE", `/sessions/${session.id}`, undefined, 404],
    ["DELETE", `/sessions?user_id=${adminId}`, undefined, 403],
    ["POST", `/users/${adminId}/password_reset`, undefined, 403],
    ["DELETE", `/users/${adminId}/totp`, undefined, 403],
    ["PATCH", `/users/${adminId}`, { password: "taken over now" }, 403],
    ["PATCH", `/users/${adminId}`, { email: "mine@keshu.local" }, 422],
    ["DELETE", `/users/${adminId}`, undefined, 422],
    ["PATCH", `/users/${hr.id}`, { role_ids: [seedRoleIds.administrator] }, 422],
    ["POST", "/users", { name: "n", email: "n@keshu.local", role_ids: [seedRoleIds.administrator] }, 422],
    ["POST", "/roles", { name: "n", is_administrator: true }, 403],
    ["PATCH", `/roles/${role.body.id}`, { is_administrator: true }, 403],
  ] as const) {
    assert.equal((await people.call(method, url, { token: hr.token, body })).status, status, `${method} ${url}`);
  }
  assert.equal((await people.call("GET", "/me", { token: admin })).status, 200);
  const made = await people.call("POST", "/users", {
    token: hr.token,
    body: { name: "新人", email: "fresh@keshu.local", password: words, role_ids: [seedRoleIds.salesperson] },
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.equal((await people.call("POST", `/users/${made.body.id}/password_reset`, { token: hr.token })).status, 201);
  assert.equal((await people.call("PATCH", `/users/${made.body.id}`, { token: hr.token, body: { state: "frozen" } })).status, 200);
  const key = await people.call("POST", "/api_keys", {
    token: admin,
    body: { name: "narrow", scopes: ["user.create", "user.update", "user.read", "role.update", "role.read"] },
  });
  const asKey = (method: string, url: string, body: unknown) => people.call(method, url, { token: key.body.token, body });
  assert.equal(
    (await asKey("POST", "/users", { name: "n", email: "k@keshu.local", role_ids: [seedRoleIds.administrator] })).status,
    422,
    "a narrow key of an administrator makes no administrators",
  );
  assert.equal((await asKey("PATCH", `/roles/${role.body.id}`, { is_administrator: true })).status, 422);
});

test("API keys act within their scopes, and never on the account itself", async () => {
  const { token, id } = await person({ role_ids: [seedRoleIds.salesperson] });
  const make = (body: unknown) => people.call("POST", "/api_keys", { token, body });
  const made = await make({ name: "shop", scopes: ["deal.read"] });
  assert.equal(made.status, 201);
  assert.match(made.body.token, /^ks_/);
  assert.ok(made.body.token.startsWith(made.body.prefix));
  const key = made.body.token as string;
  assert.equal((await people.call("GET", "/deals", { token: key })).status, 200);
  assert.equal((await people.call("POST", "/deals", { token: key, body: { name: "d" } })).status, 403);
  assert.deepEqual((await people.call("GET", "/users", { token: key })).body.data, []);
  const writing = (await make({ name: "writer", scopes: ["deal.*"] })).body.token as string;
  assert.equal((await people.call("POST", "/deals", { token: writing, body: { name: "d" } })).status, 201);
  for (const [method, url, body] of [
    ["PUT", "/me/password", { current_password: words, new_password: "my own new words" }],
    ["POST", "/me/totp", { password: words }],
    ["POST", "/api_keys", { name: "more" }],
    ["GET", "/api_keys", undefined],
    ["GET", "/sessions", undefined],
    ["PATCH", "/me", { name: "x" }],
  ] as const) {
    assert.equal((await people.call(method, url, { token: (await make({ name: "all" })).body.token, body })).status, 403, `${method} ${url}`);
  }
  const listed = await people.call("GET", "/api_keys", { token });
  assert.ok(listed.body.data.length >= 3 && listed.body.data.every((k: object) => !("token" in k) && !("token_hash" in k)));
  assert.equal((await people.call("DELETE", `/api_keys/${made.body.id}`, { token: (await person()).token })).status, 404);
  assert.equal((await people.call("DELETE", `/api_keys/${made.body.id}`, { token })).status, 204);
  assert.equal((await people.call("GET", "/deals", { token: key })).status, 401);
  const { data } = (await people.call("GET", "/audit_events?kind=api_key.ended&limit=1", { token: admin })).body;
  assert.equal(data[0].details.api_key, made.body.prefix);
  for (const [body, path] of [
    [{ name: "x", scopes: ["nothing.read"] }, "scopes.0"],
    [{ name: "x", scopes: ["deal.read", "deal.fly"] }, "scopes.1"],
    [{ name: "x", expires_at: "2001-01-01T00:00:00Z" }, "expires_at"],
    [{ name: "" }, "name"],
  ] as const) {
    const refused = await make(body);
    assert.deepEqual([refused.status, refused.body.errors[0].path], [422, path]);
  }
  assert.equal((await people.call("POST", "/api_keys", { token, body: { name: "x", user_id: (await person()).id } })).status, 403);
  assert.equal((await people.call("POST", "/api_keys", { token: admin, body: { name: "x", user_id: id, scopes: ["deal.read"] } })).status, 201);
});

test("two-step sign-in from setting it up to taking it away", async () => {
  const { token, email, id } = await person();
  assert.equal((await people.call("POST", "/me/totp", { token, body: { password: "wrong" } })).body.errors[0].path, "password");
  const started = await people.call("POST", "/me/totp", { token, body: { password: words } });
  assert.match(started.body.url, /^otpauth:\/\/totp\//);
  const totp = new TOTP({ secret: Secret.fromBase32(started.body.secret) });
  assert.equal((await people.call("PUT", "/me/totp", { token, body: { code: "000000" } })).body.errors[0].code, "WRONG_CODE");
  assert.ok(await people.tokenOf(email, words), "not asked for before it is confirmed");
  const confirmed = await people.call("PUT", "/me/totp", { token, body: { code: totp.generate() } });
  assert.equal(confirmed.body.recovery_codes.length, 10);
  assert.equal((await people.call("GET", "/me", { token })).body.has_totp, true);
  const refused = await people.call("POST", "/sign-in", { body: { email, password: words } });
  assert.deepEqual([refused.status, refused.body.code], [401, "TOTP_REQUIRED"]);
  assert.equal((await people.call("POST", "/sign-in", { body: { email, password: words, totp: confirmed.body.recovery_codes[0] } })).status, 200);
  assert.equal((await people.call("DELETE", "/me/totp", { token, body: { password: "wrong" } })).status, 422);
  assert.equal((await people.call("DELETE", `/users/${id}/totp`, { token })).status, 403);
  assert.equal((await people.call("DELETE", `/users/${id}/totp`, { token: admin })).status, 204);
  assert.ok(await people.tokenOf(email, words));
});

test("the audit log is read by permission, in pages, with filters", async () => {
  const first = await people.call("GET", "/audit_events?kind=sign_in.&limit=2", { token: admin });
  assert.equal(first.body.data.length, 2);
  assert.ok(first.body.data.every((e: { kind: string }) => e.kind.startsWith("sign_in.")));
  const second = await people.call("GET", `/audit_events?kind=sign_in.&limit=2&cursor=${first.body.next}`, { token: admin });
  assert.equal(new Set([...first.body.data, ...second.body.data].map((e: { id: string }) => e.id)).size, 4);
  assert.equal((await people.call("GET", "/audit_events?cursor=zzz", { token: admin })).body.code, "INVALID_CURSOR");
  assert.equal((await people.call("GET", "/audit_events?limit=0", { token: admin })).status, 400);
  assert.equal((await people.call("GET", "/audit_events?actor=x", { token: admin })).status, 400);
  assert.equal((await people.call("GET", "/audit_events?nothing=1", { token: admin })).status, 400);
  assert.equal((await people.call("GET", "/audit_events/verification", { token: admin })).body.ok, true);
  const auditorRole = await people.call("POST", "/roles", { token: admin, body: { name: "审计", platform: ["audit.read"] } });
  const auditor = await person({ role_ids: [auditorRole.body.id] });
  assert.equal((await people.call("GET", "/audit_events?limit=1", { token: auditor.token })).status, 200);
});

test("roles of the contract work from the next request on", async () => {
  const department = (await people.call("POST", "/departments", { token: admin, body: { name: "华南", parent_id: null } })).body.id;
  const role = await people.call("POST", "/roles", {
    token: admin,
    body: {
      name: "只读",
      permissions: [{ object: "deal", create: "none", read: "department", update: "none", delete: "none", export: "none", import: "none" }],
      fields: [{ object: "deal", field: "name", access: "masked" }],
    },
  });
  assert.equal(role.status, 201, JSON.stringify(role.body));
  const { token } = await person({ department_id: department, role_ids: [role.body.id] });
  assert.equal((await people.call("POST", "/deals", { token, body: { name: "d" } })).status, 403);
  assert.deepEqual((await people.call("GET", "/me", { token })).body.permissions.deal.fields, { name: "masked" });
  const wider = await people.call("PATCH", `/roles/${role.body.id}`, {
    token: admin,
    body: { permissions: [{ object: "deal", create: "self", read: "self" }], fields: [] },
  });
  assert.equal(wider.status, 200);
  assert.equal((await people.call("POST", "/deals", { token, body: { name: "d" } })).status, 201);
  const bad = await people.call("POST", "/roles", { token: admin, body: { name: "x", permissions: [{ object: "deal", read: "some" }] } });
  assert.deepEqual([bad.status, bad.body.errors[0].path], [422, "permissions.0.read"]);
});
