import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ObjectType } from "@keshu/catalog";
import type { ApplicationError, Context, Principal } from "@keshu/kernel";
import { createRecord, currentCatalog, deleteRecord, restoreRecord, updateRecord, writeBatch } from "@keshu/records";
import { principalOfUser } from "../server/load-identity.ts";
import { seedRoleIds } from "../server/seed-roles.ts";
import { type PeopleTest, peopleTest } from "../testing.ts";

let people: PeopleTest;
before(async () => {
  people = await peopleTest([
    { name: "deal", label: { zh: "交易", en: "Deal" }, fields: [{ name: "name", type: "text", label: { zh: "名称", en: "Name" }, required: true }] },
  ]);
});
after(() => people.close());

const object = (name: string) => currentCatalog().byName.get(name) as ObjectType;
const as = (principal: Principal | null): Context => ({ ...people.ctx, principal: principal as Principal });
const problem = (code: string, path?: string) => (error: unknown) => {
  const { errors } = error as ApplicationError;
  assert.ok(
    errors?.some((e) => e.code === code && (path === undefined || e.path === path)),
    `${code} ${path}: ${JSON.stringify(errors ?? error)}`,
  );
  return true;
};
const addRole = (input: Record<string, unknown>) => createRecord(people.ctx, object("role"), { name: "r", ...input });

test("a role that still names what is no more can be saved", async () => {
  const role = await addRole({ permissions: [{ object: "deal", read: "all" }] });
  const stale = {
    permissions: [
      { object: "gone", read: "all" },
      { object: "deal", read: "all" },
    ],
    fields: [{ object: "deal", field: "gone", access: "hidden" }],
  };
  await people.ctx.db.query('update crm."role" set permissions = $2::jsonb, fields = $3::jsonb where id = $1', [
    role.id,
    JSON.stringify(stale.permissions),
    JSON.stringify(stale.fields),
  ]);
  const saved = await updateRecord(people.ctx, object("role"), role.id as string, {
    permissions: [...stale.permissions, { object: "user", read: "self" }],
    fields: [...stale.fields, { object: "deal", field: "name", access: "read" }],
  });
  assert.deepEqual(saved.permissions, [
    { object: "deal", read: "all" },
    { object: "user", read: "self" },
  ]);
  assert.deepEqual(saved.fields, [{ object: "deal", field: "name", access: "read" }]);
  await assert.rejects(
    updateRecord(people.ctx, object("role"), role.id as string, { permissions: stale.permissions }),
    problem("UNKNOWN_OBJECT", "permissions.0.object"),
  );
});

test("a role's permissions are checked against the catalog, with paths", async () => {
  const cases: [Record<string, unknown>, string, string][] = [
    [{ permissions: [{ object: "user", read: "everything" }] }, "UNKNOWN_OPTION", "permissions.0.read"],
    [
      {
        permissions: [
          { object: "user", read: "all" },
          { object: "nothing", read: "all" },
        ],
      },
      "UNKNOWN_OBJECT",
      "permissions.1.object",
    ],
    [{ permissions: [{ read: "all" }] }, "REQUIRED", "permissions.0.object"],
    [{ permissions: [{ object: "user", reed: "all" }] }, "UNKNOWN_FIELD", "permissions.0.reed"],
    [{ permissions: [{ object: "user", update: "all" }] }, "READ_ONLY", "permissions.0.update"],
    [
      {
        permissions: [
          { object: "*", read: "self" },
          { object: "*", read: "all" },
        ],
      },
      "NOT_UNIQUE",
      "permissions.1.object",
    ],
    [{ permissions: [{ object: "*", read: "departments" }] }, "REQUIRED", "permissions.0.departments"],
    [{ permissions: [{ object: "*", read: "departments", departments: ["x"] }] }, "INVALID_ID", "permissions.0.departments.0"],
    [
      { permissions: [{ object: "*", read: "departments", departments: ["01900000-0000-7000-8000-00000000dddd"] }] },
      "UNKNOWN_RECORD",
      "permissions.0.departments.0",
    ],
    [{ permissions: { object: "user" } }, "INVALID_VALUE", "permissions"],
    [{ permissions: ["user"] }, "INVALID_VALUE", "permissions.0"],
    [{ fields: [{ object: "user", field: "nothing", access: "hidden" }] }, "UNKNOWN_FIELD", "fields.0.field"],
    [{ fields: [{ object: "user", field: "mobile", access: "secret" }] }, "UNKNOWN_OPTION", "fields.0.access"],
    [{ fields: [{ object: "nothing", field: "mobile", access: "hidden" }] }, "UNKNOWN_OBJECT", "fields.0.object"],
    [{ fields: [{ object: "user", field: "id", access: "hidden" }] }, "READ_ONLY", "fields.0.field"],
    [{ platform: ["fly"] }, "UNKNOWN_OPTION", "platform.0"],
  ];
  for (const [input, code, path] of cases) await assert.rejects(addRole(input), problem(code, path));
  const department = await people.create("department", { name: "质检部" });
  const role = await addRole({
    permissions: [
      { object: "*", create: "self", read: "departments", departments: [department] },
      { object: "user", read: "all", export: "all" },
    ],
    fields: [{ object: "user", field: "mobile", access: "masked" }],
    platform: ["audit.read"],
  });
  assert.deepEqual(role.fields, [{ object: "user", field: "mobile", access: "masked" }]);
});

test("the department tree has no loops", async () => {
  const a = await people.create("department", { name: "A" });
  const b = await people.create("department", { name: "B", parent_id: a });
  const c = await people.create("department", { name: "C", parent_id: b });
  for (const parent of [a, b, c]) await assert.rejects(updateRecord(people.ctx, object("department"), a, { parent_id: parent }), problem("CYCLE", "parent_id"));
  const [x, y] = [await people.create("department", { name: "X" }), await people.create("department", { name: "Y" })];
  const moves = await Promise.allSettled([
    updateRecord(people.ctx, object("department"), x, { parent_id: y }),
    updateRecord(people.ctx, object("department"), y, { parent_id: x }),
  ]);
  assert.equal(moves.filter((m) => m.status === "fulfilled").length, 1, "not from both sides at once either");
  const batch = await writeBatch(people.ctx, object("department"), {
    operation: "update",
    records: [
      { id: a, parent_id: c },
      { id: c, name: "C2" },
    ],
  });
  assert.deepEqual(
    batch.results.map((r) => r.ok),
    [false, true],
    "in a batch only the row that closes the loop fails",
  );
});

test("nobody is their own manager, over any number of steps", async () => {
  const a = await people.createUser({ email: "m1@keshu.local" });
  const b = await people.createUser({ email: "m2@keshu.local", manager_id: a });
  await assert.rejects(updateRecord(people.ctx, object("user"), a, { manager_id: b }), problem("CYCLE", "manager_id"));
  await assert.rejects(updateRecord(people.ctx, object("user"), a, { manager_id: a }), problem("CYCLE", "manager_id"));
});

test("a department or role in use stays", async () => {
  const parent = await people.create("department", { name: "P" });
  const child = await people.create("department", { name: "K", parent_id: parent });
  const user = await people.createUser({ email: "d1@keshu.local", department_id: child, role_ids: [seedRoleIds.salesperson] });
  const inUse = (error: unknown) => (error as ApplicationError).code === "IN_USE";
  await assert.rejects(deleteRecord(people.ctx, object("department"), child), inUse);
  await assert.rejects(deleteRecord(people.ctx, object("department"), parent), inUse);
  await assert.rejects(deleteRecord(people.ctx, object("role"), seedRoleIds.salesperson), inUse);
  await updateRecord(people.ctx, object("user"), user, { department_id: null, role_ids: [] });
  const both = await writeBatch(people.ctx, object("department"), { operation: "delete", records: [{ id: parent }, { id: child }] });
  assert.deepEqual(
    both.results.map((r) => r.ok),
    [true, true],
  );
});

test("the last administrator stays, also when two go at once", async () => {
  const { rows } = await people.db.query<{ id: string }>(`select id from crm."user" where email = 'admin@keshu.local'`);
  const admin = rows[0]?.id as string;
  const update = (id: string, patch: Record<string, unknown>) => updateRecord(people.ctx, object("user"), id, patch);
  await assert.rejects(update(admin, { state: "frozen" }), problem("LAST_ADMINISTRATOR", "state"));
  await assert.rejects(update(admin, { role_ids: [] }), problem("LAST_ADMINISTRATOR", "role_ids"));
  await assert.rejects(deleteRecord(people.ctx, object("user"), admin), problem("LAST_ADMINISTRATOR"));
  await assert.rejects(
    updateRecord(people.ctx, object("role"), seedRoleIds.administrator, { is_administrator: false }),
    problem("LAST_ADMINISTRATOR", "is_administrator"),
  );
  const second = await people.createUser({ email: "second@keshu.local", role_ids: [seedRoleIds.administrator] });
  const both = await Promise.allSettled([update(admin, { state: "frozen" }), update(second, { role_ids: [] })]);
  assert.equal(both.filter((r) => r.status === "fulfilled").length, 1);
  await people.db.query(`update crm."user" set state = 'active', role_ids = array[$1::uuid], version = version + 1 where id = $2`, [
    seedRoleIds.administrator,
    admin,
  ]);
});

test("who manages people hands out no more than their own rights", async () => {
  const managing = (await addRole({ platform: ["user.manage"], permissions: [{ object: "*", read: "department" }] })).id;
  const small = (await addRole({ permissions: [{ object: "*", read: "self" }] })).id;
  const wide = (await addRole({ permissions: [{ object: "*", read: "all" }] })).id;
  const audits = (await addRole({ platform: ["audit.read"] })).id;
  const me = await people.createUser({ email: "hr@keshu.local", role_ids: [managing] });
  const ctx = as(await principalOfUser(people.db, me));
  const make = (email: string, role_ids: string[]) => createRecord(ctx, object("user"), { name: "n", email, role_ids });
  const made = await make("n1@keshu.local", [small, managing]);
  for (const beyond of [audits, seedRoleIds.administrator]) await assert.rejects(make("n2@keshu.local", [beyond]), problem("RIGHTS_EXCEEDED", "role_ids"));
  await assert.rejects(make("n2@keshu.local", [wide]), problem("RIGHTS_EXCEEDED", "role_ids"));
  await assert.rejects(updateRecord(ctx, object("user"), me, { role_ids: [managing, small] }), problem("RIGHTS_EXCEEDED", "role_ids"));
  await assert.rejects(updateRecord(ctx, object("user"), me, { department_id: await people.create("department", { name: "Q" }) }), problem("RIGHTS_EXCEEDED"));
  assert.equal((await updateRecord(ctx, object("user"), made.id, { title: "经理" })).title, "经理");
  const auditor = await people.createUser({ email: "auditor@keshu.local", role_ids: [audits] });
  await assert.rejects(updateRecord(ctx, object("user"), auditor, { email: "mine@keshu.local" }), problem("RIGHTS_EXCEEDED"), "nor takes over who has more");
  await assert.rejects(createRecord(ctx, object("role"), { name: "x" }), (e: ApplicationError) => e.code === "FORBIDDEN");
});

test("people without the right write no people; names are seen by all", async () => {
  const id = await people.createUser({ email: "plain@keshu.local", role_ids: [seedRoleIds.salesperson] });
  const ctx = as(await principalOfUser(people.db, id));
  await assert.rejects(createRecord(ctx, object("user"), { name: "n", email: "n9@keshu.local" }), (e: ApplicationError) => e.code === "FORBIDDEN");
  await assert.rejects(updateRecord(ctx, object("user"), id, { role_ids: [seedRoleIds.administrator] }), (e: ApplicationError) => e.code === "FORBIDDEN");
  assert.equal(ctx.principal.reach("user", "read")?.all, true);
  assert.equal(ctx.principal.reach("role", "read"), null);
});

test("e-mails are one person's in any case; time zones exist; a deleted person can return", async () => {
  const id = await people.createUser({ email: "Case@Keshu.Local" });
  await assert.rejects(people.createUser({ email: "case@keshu.local" }), problem("NOT_UNIQUE", "email"));
  await assert.rejects(people.createUser({ email: "tz@keshu.local", time_zone: "Mars/Olympus" }), problem("UNKNOWN_TIME_ZONE", "time_zone"));
  await deleteRecord(people.ctx, object("user"), id);
  assert.equal(await principalOfUser(people.db, id), null);
  await restoreRecord(people.ctx, object("user"), id);
  assert.ok(await principalOfUser(people.db, id));
});

test("changes of rights are in the audit log, without personal data", async () => {
  const id = await people.createUser({ email: "audited@keshu.local", mobile: "13812345678" });
  await updateRecord(people.ctx, object("user"), id, { role_ids: [seedRoleIds.salesperson], title: "经理" });
  await updateRecord(people.ctx, object("user"), id, { title: "总监" });
  const { rows } = await people.db.query<{ kind: string; details: unknown }>(
    "select kind, details from keshu.audit_event where record_id = $1 order by sequence",
    [id],
  );
  assert.deepEqual(
    rows.map((r) => r.kind),
    ["user.created", "user.updated"],
  );
  assert.deepEqual(rows[1]?.details, { role_ids: { from: [], to: [seedRoleIds.salesperson] } });
  assert.ok(!JSON.stringify(rows).includes("138"));
});

test("roles that come with Keshu speak English, too, until they are renamed", async () => {
  const { rows } = await people.db.query<{ name: string; name_en: string; description_en: string }>(
    'select name, name_en, description_en from crm."role" where id = any($1::uuid[]) order by id',
    [Object.values(seedRoleIds)],
  );
  assert.deepEqual(
    rows.map((r) => [r.name, r.name_en]),
    [
      ["管理员", "Administrator"],
      ["销售", "Sales rep"],
      ["销售经理", "Sales manager"],
    ],
  );
  assert.ok(rows.every((r) => r.description_en));
  const changed = (id: string, input: Record<string, unknown>) => updateRecord(people.ctx, object("role"), id, input);
  const { id } = await addRole({ name: "客服", name_en: "Support", description: "接电话", description_en: "Answers calls" });
  assert.equal((await changed(id, { name: "客服", platform: [] })).name_en, "Support");
  const renamed = await changed(id, { name: "售后" });
  assert.deepEqual([renamed.name_en, renamed.description_en], [null, "Answers calls"], "a new name is not what the old English one says");
  assert.equal((await changed(id, { name: "售前", name_en: "Presales" })).name_en, "Presales");
});
