import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ObjectType } from "@keshu/catalog";
import { type ApplicationError, type Context, type Database, newId, type Reach } from "@keshu/kernel";
import { testDatabase } from "@keshu/platform/testing";
import {
  createRecord,
  currentCatalog,
  expireShares,
  explainAccess,
  getRecord,
  getTeam,
  listRecords,
  readChanges,
  searchRecords,
  setTeam,
  transferRecord,
  updateRecord,
} from "../index.ts";
import { prepareEngine, testContext, testPrincipal } from "../testing.ts";

let db: Database;
let close: () => Promise<void>;
let admin: Context;
let customer: ObjectType;
const [me, report, colleague] = [newId(), newId(), newId()];
const [east, west] = [newId(), newId()];

before(async () => {
  ({ db, close } = await testDatabase());
  await prepareEngine(db);
  admin = testContext(db);
  customer = currentCatalog().byName.get("customer") as ObjectType;
  await db.query(`insert into crm.department (id, name, number) values ($1, '东', 'D-1'), ($2, '西', 'D-2')`, [east, west]);
  await db.query(`insert into crm."user" (id, name, number, department_id) values ($1, '我', 'U-1', $4), ($2, '下属', 'U-2', $4), ($3, '同事', 'U-3', $5)`, [
    me,
    report,
    colleague,
    east,
    west,
  ]);
});
after(() => close());

const fails = (code: string, path?: string, problem?: string) => (error: ApplicationError) => {
  assert.equal(error.code, code);
  if (path) assert.deepEqual([error.errors[0]?.path, error.errors[0]?.code], [path, problem ?? error.errors[0]?.code]);
  return true;
};

/** Somebody who reaches their own, a department if named, and what is shared with them. */
function salesperson(options: { departments?: string[]; owners?: string[]; restricted?: Record<string, "hidden" | "masked" | "read"> } = {}): Context {
  const reach = (access: "read" | "write"): Reach => ({
    all: false,
    owners: [me, ...(options.owners ?? [])],
    departments: options.departments ?? [],
    shared: { userId: me, access },
  });
  const principal = testPrincipal({
    userId: me,
    departmentId: east,
    reach: (object, action) =>
      object === "customer"
        ? action === "read" || action === "update"
          ? reach(action === "read" ? "read" : "write")
          : { ...reach("read"), shared: null }
        : { all: true, owners: [], departments: [], shared: null },
    restricted: { customer: options.restricted ?? {} },
  });
  return testContext(db, { ...principal, reports: [report] });
}

test("the scene of one's reports shows no more than one's reach", async () => {
  const theirs = await createRecord(admin, customer, { name: "下属的", owner_id: report });
  const shared = await createRecord(admin, customer, { name: "下属的，共享", owner_id: report });
  await setTeam(admin, customer, shared.id, [{ user_id: me, access: "read" }]);
  const reports = async (ctx: Context) => {
    const page = await listRecords(ctx, customer, { scene: "reports", count: "exact" });
    assert.equal(page.count, page.data.length);
    return page.data.map((r) => r.id).sort();
  };
  assert.deepEqual(await reports(salesperson()), [shared.id]);
  assert.deepEqual(await reports(salesperson({ departments: [west] })), [shared.id]);
  assert.deepEqual(await reports(salesperson({ departments: [east] })), [theirs.id, shared.id].sort());
  assert.deepEqual(await reports(salesperson({ owners: [report] })), [theirs.id, shared.id].sort());
});

test("who has only a share may change the record, but not take it, prolong the share or pass it on", async () => {
  const record = await createRecord(admin, customer, { name: "借来的", owner_id: colleague });
  const until = new Date(Date.now() + 60_000).toISOString();
  await setTeam(admin, customer, record.id, [{ user_id: me, access: "write", until }]);
  const ctx = salesperson();
  assert.equal((await updateRecord(ctx, customer, record.id, { score: 1 })).score, 1);
  await assert.rejects(updateRecord(ctx, customer, record.id, { owner_id: me }), fails("VALIDATION_FAILED", "owner_id", "OWNED_BY_OTHERS"));
  const giver = { ...ctx, principal: { ...ctx.principal, may: (permission: string) => permission === "record.transfer" } };
  await assert.rejects(transferRecord(giver, customer, record.id, { owner_id: me }), fails("VALIDATION_FAILED", "owner_id", "OWNED_BY_OTHERS"));
  await assert.rejects(updateRecord(ctx, customer, record.id, { department_id: east }), fails("VALIDATION_FAILED", "department_id", "OWNED_BY_OTHERS"));
  await assert.rejects(setTeam(ctx, customer, record.id, [{ user_id: me, access: "write" }]), fails("FORBIDDEN"));
  assert.equal((await getTeam(ctx, customer, record.id))[0]?.until, until.replace(/\.?0*Z$/, "Z"));
});

test("records are put into departments within reach only", async () => {
  const ctx = salesperson();
  await assert.rejects(createRecord(ctx, customer, { name: "植入", department_id: west }), fails("VALIDATION_FAILED", "department_id", "OUT_OF_REACH"));
  const own = await createRecord(ctx, customer, { name: "自己的", department_id: east });
  await assert.rejects(updateRecord(ctx, customer, own.id, { department_id: west }), fails("VALIDATION_FAILED", "department_id", "OUT_OF_REACH"));
  assert.equal((await updateRecord(ctx, customer, own.id, { department_id: null })).department_id, null);
  assert.equal((await updateRecord(ctx, customer, own.id, { department_id: east })).department_id, east);
});

test("a search hit never quotes a field the reader may not see", async () => {
  const own = await createRecord(admin, customer, { name: "有电话的", phone: "13912345678", owner_id: me, number: "139" });
  const [hit] = (await searchRecords(salesperson({ restricted: { phone: "hidden" } }), { q: "139" })).data;
  assert.deepEqual([hit?.id, hit?.match], [own.id, "139"]);
});

test("a masked relation cannot be expanded", async () => {
  const parent = await createRecord(admin, customer, { name: "集团", owner_id: me });
  const child = await createRecord(admin, customer, { name: "子公司", parent_id: parent.id, owner_id: me });
  const ctx = salesperson({ restricted: { parent_id: "masked" } });
  await assert.rejects(getRecord(ctx, customer, child.id, { expand: ["parent"] }), fails("UNKNOWN_FIELD"));
  await assert.rejects(listRecords(ctx, customer, { expand: ["parent_id"] }), fails("UNKNOWN_FIELD"));
});

test("a reader without the time of creation still gets lists, newest first", async () => {
  const { data, next } = await listRecords(salesperson({ restricted: { created_at: "hidden" } }), customer, { limit: 2 });
  assert.equal(data.length, 2);
  assert.ok(next && (data[0]?.id as string) > (data[1]?.id as string));
});

test("reasons do not name an owner the reader may not see", async () => {
  const own = await createRecord(admin, customer, { name: "理由", owner_id: me });
  const { because } = await explainAccess(salesperson({ restricted: { owner_id: "masked" } }), customer, own.id, salesperson().principal);
  assert.ok(because.some((b) => b.rule === "owner") && !JSON.stringify(because).includes(me));
});

test("reasons name the roles that give them, unless the reader may not see people's roles", async () => {
  const own = await createRecord(admin, customer, { name: "哪个角色", owner_id: report, department_id: east });
  const wide = { all: false, owners: [me], departments: [east], shared: null };
  const person = {
    ...salesperson({ departments: [east], owners: [report] }).principal,
    grants: () => [
      { role: { id: "wide", label: { zh: "华东", en: "East" } }, scope: "department_tree", reach: wide },
      { role: { id: "boss", label: { zh: "主管", en: "Boss" } }, scope: "self_and_reports", reach: { ...wide, owners: [me, report], departments: [] } },
    ],
  };
  const rolesBy = async (ctx: Context) => {
    const { because } = await explainAccess(ctx, customer, own.id, person);
    return because.filter((b) => b.action === "read").map((b) => [b.rule, ...b.roles.map((role) => `${role.label.zh} ${role.scope}`)]);
  };
  assert.deepEqual(await rolesBy(admin), [
    ["report", "主管 self_and_reports"],
    ["department", "华东 department_tree"],
  ]);
  const blind = { ...admin, principal: { ...admin.principal, restrictedFields: () => new Map([["role_ids", "hidden" as const]]) } };
  assert.deepEqual(await rolesBy(blind), [["report"], ["department"]]);
});

test("two people setting the team at once: one after the other", async () => {
  const record = await createRecord(admin, customer, { name: "团队" });
  await Promise.all(Array.from({ length: 8 }, () => setTeam(admin, customer, record.id, [{ user_id: me.toUpperCase(), access: "read" }])));
  assert.equal((await getTeam(admin, customer, record.id)).length, 1);
  for (const until of ["+099999-01-01T00:00:00Z", "-000001-01-01T00:00:00Z", "x"])
    await assert.rejects(setTeam(admin, customer, record.id, [{ user_id: me, access: "read", until }]), fails("VALIDATION_FAILED", "members.0.until"));
});

/** What the change log tells about one record; other databases' transactions on the server hold its end back for a while. */
async function changesOf(ctx: Context, id: string, wanted: number): Promise<{ kind: string; fields: string[] }[]> {
  for (let tries = 0; ; tries++) {
    const { data } = await readChanges(ctx, { limit: 1000 });
    const found = data.filter((change) => change.id === id);
    if (found.length >= wanted || tries > 200) return found.map((change) => ({ kind: change.kind, fields: Object.keys(change.diff) }));
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

test("a share that ends tells its person that the record is gone", async () => {
  const record = await createRecord(admin, customer, { name: "限时共享" });
  await setTeam(admin, customer, record.id, [{ user_id: me, access: "read", until: "2099-01-01T00:00:00Z" }]);
  await db.query("update keshu.team_member set until = now() - interval '1 second' where record_id = $1", [record.id]);
  await assert.rejects(getRecord(salesperson(), customer, record.id), fails("NOT_FOUND"));
  assert.equal(await expireShares(db), 1);
  assert.equal(await expireShares(db), 0);
  assert.deepEqual(await changesOf(salesperson(), record.id, 1), [{ kind: "removed", fields: [] }]);
});

test("what a record was before it left a department is not told to those who come later", async () => {
  const record = await createRecord(admin, customer, { name: "调走前的秘密", owner_id: report });
  await updateRecord(admin, customer, record.id, { name: "调走前的另一个秘密" });
  await transferRecord(admin, customer, record.id, { owner_id: colleague });
  assert.deepEqual(await changesOf(salesperson({ departments: [east] }), record.id, 1), [{ kind: "removed", fields: [] }]);
  assert.equal((await changesOf(salesperson({ departments: [west] }), record.id, 1)).length, 1);
});
