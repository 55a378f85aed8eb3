import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { systemContext } from "@keshu/people";
import { createRecord, currentCatalog } from "@keshu/records";
import { startTestServer, type TestServer } from "@keshu/server/testing";
import { mailDomain } from "../company/people.ts";
import { beginDemo } from "./begin-demo.ts";
import { makeRecords } from "./make-records.ts";
import { removeDemo } from "./remove-demo.ts";
import { findRun } from "./run-store.ts";

let t: TestServer;
let me: string;
before(async () => {
  t = await startTestServer();
  me = (await t.admin.get("/api/v1/me")).body.id;
});
after(() => t.stop());

const paths = ["customers", "contacts", "leads", "opportunities", "opportunity_lines", "opportunity_contacts", "activities", "tasks", "events", "products"];
const count = async (path: string): Promise<number> => (await t.admin.get(`/api/v1/${path}?limit=1&count=exact`)).body.count;
const filtered = (path: string, filter: unknown) => t.admin.get(`/api/v1/${path}?limit=200&filter=${encodeURIComponent(JSON.stringify(filter))}`);

async function wait(state: string): Promise<Record<string, unknown>> {
  for (let i = 0; i < 300; i++) {
    const { body } = await t.admin.get("/api/v1/demo");
    if (body.state === state) return body;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`never ${state}`);
}

describe("the demo company", () => {
  let password = "";
  let people: { name: string; email: string }[] = [];

  test("is made in the background, with accounts that are told once", async () => {
    assert.equal((await t.admin.get("/api/v1/demo")).body.state, "none");
    assert.equal((await t.admin.delete("/api/v1/demo")).status, 409);
    const begun = await t.admin.post("/api/v1/demo", { scale: 0.02, seed: "test" });
    assert.equal(begun.status, 202, begun.text);
    ({ password, people } = begun.body);
    assert.equal(people.length, 12);
    assert.equal((await t.admin.post("/api/v1/demo", {})).status, 409);
    const made = await wait("made");
    assert.equal(made.failed, 0, JSON.stringify(await t.db.query("select report from keshu.demo_run")));
    for (const path of paths) assert.ok((await count(path)) > 0, path);
    assert.equal((await t.admin.get("/api/v1/departments")).body.data.length, 3);
    const { name, is_demo } = (await t.admin.get("/api/v1/company")).body;
    assert.deepEqual([name, is_demo], ["澄屿智能", true]);
  });

  test("has a past: numbers, history and stages tell when and by whom", async () => {
    const [deal] = (await filtered("opportunities", { stage: "won" })).body.data;
    assert.ok(deal, "a won deal");
    assert.match(deal.number, new RegExp(`^OP${new Date(Date.parse(deal.created_at) + 28_800_000).toISOString().slice(0, 7).replace("-", "")}-`));
    const history = (await t.admin.get(`/api/v1/opportunities/${deal.id}/history`)).body.data;
    assert.ok(
      history.every((h: { at: string; actor: string | null }) => h.actor !== null && Date.parse(h.at) < Date.now() - 1000),
      JSON.stringify(history),
    );
    const stages = (await t.admin.get(`/api/v1/opportunities/${deal.id}/stages`)).body.data;
    assert.ok(stages.length > 2);
    assert.equal(stages[0].entered_at, deal.created_at);
    assert.equal(stages.at(-1).stage, "won");
    assert.ok(stages.every((s: { by_name: string | null }) => s.by_name));
    const lines = (await filtered("opportunity_lines", { opportunity_id: deal.id })).body.data;
    const cents = lines.reduce((sum: number, l: { amount: string }) => sum + Math.round(Number(l.amount) * 100), 0);
    assert.deepEqual([Math.round(Number(deal.amount) * 100), deal.amount_from_lines], [cents, true]);
    const change = (await t.admin.get("/api/v1/changes?limit=5")).status;
    assert.equal(change, 200);
  });

  test("a salesperson sees their own, the head of a team the team's, the director all", async () => {
    const as = async (name: string) => t.as({ email: people.find((p) => p.name === name)?.email ?? "", password });
    const seller = await as("沈若琳");
    const own = (await seller.get("/api/v1/customers?limit=200&count=exact")).body;
    const sellerId = (await seller.get("/api/v1/me")).body.id;
    assert.ok(own.count > 0);
    assert.ok(own.data.every((c: { owner_id: string }) => c.owner_id === sellerId));
    const head = await as("梁振邦");
    const team = (await head.get("/api/v1/customers?limit=200&count=exact")).body;
    const headDepartment = (await head.get("/api/v1/me")).body.department_id;
    assert.ok(team.data.every((c: { department_id: string }) => c.department_id === headDepartment));
    assert.equal((await (await as("顾明远")).get("/api/v1/customers?limit=1&count=exact")).body.count, await count("customers"));
    assert.equal((await seller.get("/api/v1/demo")).status, 403);
    assert.equal((await seller.delete("/api/v1/demo")).status, 403);
  });

  test("its maker has records, opened ones and a word from colleagues", async () => {
    assert.ok((await t.admin.get("/api/v1/opportunities?scene=mine&limit=1")).body.data.length > 0);
    assert.ok((await t.admin.get("/api/v1/recents")).body.data.length > 0);
    const { data } = (await t.admin.get("/api/v1/notifications")).body;
    assert.ok(data.length > 0 && data.length < 10, `${data.length} notifications`);
    assert.ok((await t.admin.get("/api/v1/views?object=opportunity")).body.data.length > 0);
  });

  test("goes for good, also where it was edited; what people added stays, with what it needs, and the reason is told", async () => {
    const [customer, edited] = (await t.admin.get("/api/v1/customers?limit=2")).body.data;
    const mine = await t.admin.post("/api/v1/customers", { name: "我们自己的客户" });
    const activity = await t.admin.post("/api/v1/activities", { type: "call", content: "真正的电话", customer_id: customer.id });
    assert.equal(activity.status, 201, activity.text);
    assert.equal((await t.admin.patch(`/api/v1/customers/${edited.id}`, { name: "改过的演示客户" })).status, 200);
    const [deleted] = (await t.admin.get("/api/v1/leads?limit=1")).body.data;
    assert.equal((await t.admin.delete(`/api/v1/leads/${deleted.id}`)).status, 204);
    const seller = people.find((p) => p.name === "陆子昂");
    const sellerId = (await t.admin.get(`/api/v1/users?filter=${encodeURIComponent(JSON.stringify({ email: seller?.email }))}`)).body.data[0].id;
    assert.equal((await t.admin.post("/api/v1/tasks", { name: "给演示同事的任务", owner_id: sellerId })).status, 201);

    assert.equal((await t.admin.delete("/api/v1/demo")).status, 202);
    const removed = (await wait("removed")) as { kept: { object: string; id: string; because: { title: string }[] }[]; frozen_count: number };
    assert.equal(await count("customers"), 2);
    assert.equal((await t.admin.get(`/api/v1/customers/${mine.body.id}`)).status, 200);
    assert.equal((await t.admin.get(`/api/v1/customers/${customer.id}`)).status, 200);
    assert.equal((await t.admin.get(`/api/v1/customers/${edited.id}`)).status, 404);
    for (const path of ["contacts", "leads", "opportunities", "opportunity_lines", "opportunity_contacts", "events", "products"])
      assert.equal(await count(path), 0, path);
    assert.equal((await t.admin.get("/api/v1/leads?deleted=true")).body.data.length, 0);
    assert.deepEqual([await count("activities"), await count("tasks")], [1, 1]);
    const kept = removed.kept.find((k) => k.id === customer.id);
    assert.deepEqual(
      kept?.because.map((b) => b.title),
      ["真正的电话"],
    );
    const users = (await t.admin.get("/api/v1/users?limit=50")).body.data;
    const left = users.filter((u: { email: string }) => u.email.endsWith(mailDomain));
    assert.ok(left.some((u: { id: string; state: string }) => u.id === sellerId && u.state === "frozen"));
    assert.ok(left.every((u: { state: string }) => u.state === "frozen"));
    assert.equal((await t.withToken(null).post("/api/v1/sign-in", { email: seller?.email, password })).status, 401);
    const { name, is_demo } = (await t.admin.get("/api/v1/company")).body;
    assert.deepEqual([name, is_demo], [null, false]);
    assert.equal((await t.admin.get("/api/v1/pipelines")).body.data[0].name, "默认商机组");
    assert.equal((await t.admin.get("/api/v1/views?object=opportunity")).body.data.length, 0);
  });

  test("cleans up again once the reasons are gone", async () => {
    for (const path of ["activities", "tasks"])
      for (const { id } of (await t.admin.get(`/api/v1/${path}`)).body.data) await t.admin.delete(`/api/v1/${path}/${id}`);
    assert.equal((await t.admin.delete("/api/v1/demo")).status, 202);
    for (let i = 0; i < 100 && (await count("customers")) > 1; i++) await new Promise((resolve) => setTimeout(resolve, 100));
    const after = await wait("removed");
    assert.equal(after.kept_count, 0, JSON.stringify(after));
    assert.equal(await count("customers"), 1);
    assert.equal((await t.admin.get("/api/v1/users")).body.data.length, 1);
    assert.equal((await t.admin.get("/api/v1/departments")).body.data.length, 0);
    assert.equal((await t.admin.delete("/api/v1/demo")).status, 409);
  });
});

test("a making that was killed goes on where it was, and nothing comes twice", async () => {
  const { id } = await beginDemo(t.db, { me, scale: 0.02, seed: "killed" });
  const stop = new AbortController();
  await assert.rejects(makeRecords(t.db, id, { signal: stop.signal, onProgress: (done) => done > 100 && stop.abort() }), { code: "SHUTTING_DOWN" });
  const half = await findRun(t.db, id);
  assert.ok(half && half.done > 100 && half.done < half.total);
  const report = await makeRecords(t.db, id);
  assert.equal(report.failed, 0, JSON.stringify(report));
  const whole = await findRun(t.db, id);
  assert.deepEqual([whole?.state, whole?.done], ["made", whole?.total]);
  assert.equal(await count("customers"), 41);
  await removeDemo(t.db, id);
  assert.equal(await count("customers"), 1);
});

test("what is added while it is being removed keeps what it points to", async () => {
  const { id } = await beginDemo(t.db, { me, scale: 0.01, seed: "race" });
  await makeRecords(t.db, id);
  const { rows: made } = await t.db.query<{ id: string; parent_id: string | null }>(
    "select c.id, c.parent_id from crm.customer c join keshu.demo_record d on d.record_id = c.id and d.run_id = $1 order by c.id limit 1",
    [id],
  );
  const customerId = made[0]?.id as string;
  const contact = currentCatalog().byName.get("contact");
  assert.ok(contact);
  let removal: Promise<unknown> = Promise.resolve();
  // begun before the removal looks, and committed after: nothing told it that the customer is going
  const added = await t.db.transaction(async (tx) => {
    const record = await createRecord({ ...systemContext(tx), principal: { ...systemContext(tx).principal, userId: me } }, contact, {
      name: "刚加的人",
      customer_id: customerId,
    });
    removal = removeDemo(t.db, id);
    for (let tries = 0; tries < 200; tries++) {
      const { rows } = await t.db.query<{ gone: boolean }>("select not exists (select from crm.customer where id = $1 and deleted_at is null) as gone", [
        customerId,
      ]);
      if (rows[0]?.gone) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    return record;
  });
  await removal;
  const kept = await t.admin.get(`/api/v1/contacts/${added.id}?expand=customer`);
  assert.deepEqual([kept.status, kept.body.customer?.id], [200, customerId], kept.text);
  assert.equal((await t.admin.get(`/api/v1/customers/${customerId}`)).status, 200);
  await t.admin.delete(`/api/v1/contacts/${added.id}`);
  await removeDemo(t.db, id);
  assert.equal((await t.admin.get(`/api/v1/customers/${customerId}`)).status, 404);
});

test("only an administrator gets its passwords: its director reads what is real, too", async () => {
  const { body: role } = await t.admin.post("/api/v1/roles", { name: "行政", permissions: [], fields: [], platform: ["company.manage"] });
  const account = { email: "office@demo.example", password: "Office-desk-2026" };
  assert.equal((await t.admin.post("/api/v1/users", { ...account, name: "行政", role_ids: [role.id] })).status, 201);
  const office = await t.as(account);
  assert.equal((await office.get("/api/v1/demo")).status, 200);
  assert.equal((await office.post("/api/v1/demo", { scale: 0.01 })).status, 403);
});
