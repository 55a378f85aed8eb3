import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Office, startOffice } from "../../testing.ts";

let t: Office;
before(async () => {
  t = await startOffice();
});
after(() => t.stop());

const names = (reply: { body: { data: { name: string }[] } }) => reply.body.data.map((view) => view.name).sort();

test("a view is kept, shown, changed and removed", async () => {
  const given = {
    object: "customer",
    name: "  重点客户 ",
    kind: "table",
    scene: "mine",
    q: "科技",
    filter: { level: "A", or: [{ industry: "制造业" }, { name: { contains: "有限" } }] },
    sort: "-created_at,name",
    columns: [{ field: "name", width: 240 }, { field: "level" }],
    group_by: "created_at:month",
    settings: { density: "compact" },
  };
  const made = await t.chen.api.post("/api/v1/views", given);
  assert.equal(made.status, 201, made.text);
  assert.equal(made.body.name, "重点客户");
  const { id, owner_id, owner_name, can_edit, sharing, position, problems, ...rest } = made.body;
  assert.deepEqual(
    { owner_id, owner_name, can_edit, sharing, position, problems },
    { owner_id: t.chen.id, owner_name: "陈静", can_edit: true, sharing: "private", position: 0, problems: [] },
  );
  assert.deepEqual(rest, { ...given, name: "重点客户" });
  assert.deepEqual((await t.chen.api.get("/api/v1/views?object=customer")).body.data, [made.body]);

  const changed = await t.chen.api.patch(`/api/v1/views/${id}`, { name: "A 级", filter: null, columns: null, group_by: null, position: 7.5 });
  assert.equal(changed.status, 200, changed.text);
  assert.deepEqual([changed.body.name, changed.body.filter, changed.body.sort, changed.body.position], ["A 级", undefined, "-created_at,name", 7.5]);
  const second = await t.chen.api.post("/api/v1/views", { object: "customer", name: "后来" });
  assert.equal(second.body.position, 8);
  assert.deepEqual(
    (await t.chen.api.get("/api/v1/views?object=customer")).body.data.map((view: { name: string }) => view.name),
    ["A 级", "后来"],
  );
  assert.equal((await t.chen.api.delete(`/api/v1/views/${id}`)).status, 204);
  assert.equal((await t.chen.api.delete(`/api/v1/views/${id}`)).status, 404);
  await t.chen.api.delete(`/api/v1/views/${second.body.id}`);
});

test("what a list would refuse is refused with its path", async () => {
  const refused: [object, number, string][] = [
    [{ filter: { nothing: 1 } }, 400, "filter.nothing"],
    [{ filter: { remark: "secret" } }, 400, "filter.remark"], // hidden from this person: as if it were not there
    [{ filter: { or: [{ level: "A" }, { level: { near: "B" } }] } }, 400, "filter.or.1.level.near"],
    [{ filter: { or: "x" } }, 400, "filter.or"],
    [{ sort: "nothing" }, 400, "sort"],
    [{ columns: [{ field: "name" }, { field: "remark" }] }, 400, "columns.1.field"],
    [{ group_by: "nothing" }, 400, "group_by"],
    [{ group_by: "level:month" }, 422, "group_by"],
    [{ name: "" }, 422, "name"],
    [{ name: "长".repeat(101) }, 422, "name"],
    [{ name: "a\0b" }, 422, "name"],
    [{ kind: "gantt" }, 422, "kind"],
    [{ scene: "others" }, 422, "scene"],
    [{ columns: [{ field: "name", width: 1e9 }] }, 422, "columns.0.width"],
    [{ position: "first" }, 422, "position"],
    [{ owner_id: t.li.id }, 400, "owner_id"],
  ];
  for (const [part, status, path] of refused) {
    const reply = await t.chen.api.post("/api/v1/views", { object: "customer", name: "坏", ...part });
    assert.equal(reply.status, status, `${JSON.stringify(part)}: ${reply.text}`);
    assert.ok(
      reply.body.errors.some((error: { path: string }) => error.path.startsWith(path)),
      `${path}: ${reply.text}`,
    );
  }
  assert.equal((await t.chen.api.post("/api/v1/views", { object: "nothing", name: "x" })).status, 404);
  assert.equal((await t.chen.api.post("/api/v1/views", { object: "role", name: "x" })).status, 404);
  assert.equal((await t.chen.api.post("/api/v1/views", { object: "customer", name: "大", settings: { x: "长".repeat(15_000) } })).status, 413);
  assert.equal((await t.withToken(null).get("/api/v1/views")).status, 401);
  for (const id of ["nope", "01a20213-5d5e-7000-a8cf-a33f6d5ead90"]) assert.equal((await t.chen.api.patch(`/api/v1/views/${id}`, { name: "x" })).status, 404);
});

test("a department's view reaches the people of its owner's department and below, everyone's view everyone", async () => {
  const share = async (sharing: string, name: string) => {
    const made = await t.manager.api.post("/api/v1/views", {
      object: "customer",
      name,
      sharing,
      filter: { remark: { empty: false }, level: "A" },
      sort: "name",
    });
    assert.equal(made.status, 201, made.text);
    return made.body.id as string;
  };
  const ofDepartment = await share("department", "销售部视图");
  const ofEveryone = await share("everyone", "全员视图");
  await share("private", "经理自己的");
  assert.deepEqual(names(await t.chen.api.get("/api/v1/views?object=customer")), ["全员视图", "销售部视图"]);
  assert.deepEqual(names(await t.admin.get("/api/v1/views?object=customer")), ["全员视图"]); // belongs to no department

  const [seen] = (await t.chen.api.get("/api/v1/views?object=customer")).body.data.filter((view: { id: string }) => view.id === ofDepartment);
  assert.deepEqual([seen.can_edit, seen.owner_name, seen.filter, seen.sort], [false, "周经理", { level: "A" }, "name"]);
  assert.equal(seen.problems.length, 1);
  assert.ok(!JSON.stringify(seen).includes("remark"), "names a field hidden from the reader");
  assert.equal((await t.chen.api.patch(`/api/v1/views/${ofDepartment}`, { name: "x" })).status, 403);
  assert.equal((await t.chen.api.delete(`/api/v1/views/${ofEveryone}`)).status, 403);

  // who may share with everyone looks after what everyone has, and only that
  const other = await t.admin.post("/api/v1/views", { object: "customer", name: "管理员的", sharing: "everyone" });
  assert.equal((await t.manager.api.patch(`/api/v1/views/${other.body.id}`, { name: "改名" })).status, 200);
  assert.equal((await t.manager.api.delete(`/api/v1/views/${other.body.id}`)).status, 204);

  assert.equal((await t.chen.api.post("/api/v1/views", { object: "customer", name: "x", sharing: "everyone" })).status, 403);
  const own = await t.chen.api.post("/api/v1/views", { object: "customer", name: "自己的" });
  assert.equal((await t.chen.api.patch(`/api/v1/views/${own.body.id}`, { sharing: "department" })).status, 403);
  assert.equal((await t.manager.api.patch(`/api/v1/views/${own.body.id}`, { name: "x" })).status, 404);
});

test("views that someone left to their department are an administrator's to look after", async () => {
  const made = await t.manager.api.post("/api/v1/views", { object: "customer", name: "留下的视图", sharing: "department" });
  assert.equal(made.status, 201, made.text);
  const own = await t.manager.api.post("/api/v1/views", { object: "customer", name: "留下的私人视图" });
  const path = `/api/v1/views/${made.body.id}`;
  assert.equal((await t.admin.patch(path, { name: "x" })).status, 404);
  const freeze = (state: string) => t.admin.patch(`/api/v1/users/${t.manager.id}`, { state });
  assert.equal((await freeze("frozen")).status, 200);
  assert.ok(names(await t.admin.get("/api/v1/views?object=customer")).includes("留下的视图"));
  assert.equal((await t.admin.patch(path, { name: "部门视图" })).body.can_edit, true);
  assert.equal((await t.chen.api.patch(path, { name: "x" })).status, 403);
  assert.equal((await t.admin.patch(`/api/v1/views/${own.body.id}`, { name: "x" })).status, 404);
  assert.equal((await t.admin.delete(path)).status, 204);
  assert.equal((await freeze("active")).status, 200);
});

test("a view whose field was removed still opens and says what is left out", async () => {
  const field = await t.admin.post("/api/v1/catalog/objects/customer/fields", { name: "soon_gone", type: "text", label: { zh: "临时", en: "Temporary" } });
  assert.equal(field.status, 201, field.text);
  const made = await t.admin.post("/api/v1/views", {
    object: "customer",
    name: "会坏的",
    filter: { or: [{ soon_gone: "x" }, { level: "A" }] },
    sort: "soon_gone,-name",
    columns: [{ field: "name" }, { field: "soon_gone" }],
    group_by: "soon_gone",
  });
  assert.equal(made.status, 201, made.text);
  assert.equal((await t.admin.delete("/api/v1/catalog/objects/customer/fields/soon_gone")).status, 204);
  const found = async () => (await t.admin.get("/api/v1/views?object=customer")).body.data.find((view: { id: string }) => view.id === made.body.id);
  const view = await found();
  assert.deepEqual([view.filter, view.sort, view.columns, view.group_by], [{ or: [{ level: "A" }] }, "-name", [{ field: "name" }], undefined]);
  assert.deepEqual(view.problems.map((problem: { path: string }) => problem.path).sort(), ["columns.1.field", "filter.or.0.soon_gone", "group_by", "sort"]);
  assert.equal((await t.admin.patch(`/api/v1/views/${made.body.id}`, { name: "改名也行" })).status, 200);
  assert.equal((await t.admin.patch(`/api/v1/views/${made.body.id}`, { filter: { soon_gone: "x" } })).status, 400);
});

test("there is an end to views, and keys only read them", async () => {
  await t.db.query(
    `insert into keshu.view (id, object, owner_id, name, kind, sharing, position, query)
     select gen_random_uuid(), 'product', $1, 'n' || n, 'table', 'private', n, '{}' from generate_series(1, 199) n`,
    [t.west.id],
  );
  const made = await Promise.all(["甲", "乙", "丙"].map((name) => t.west.api.post("/api/v1/views", { object: "product", name })));
  assert.deepEqual(made.map((reply) => reply.status).sort(), [201, 422, 422]);
  assert.equal((await t.west.api.post("/api/v1/views", { object: "lead", name: "别的对象" })).status, 201);

  const key = await t.west.api.post("/api/v1/api_keys", { name: "只读", scopes: ["*"] });
  const byKey = t.withToken(key.body.token);
  assert.equal((await byKey.get("/api/v1/views?object=lead")).body.data.length, 1);
  assert.equal((await byKey.post("/api/v1/views", { object: "lead", name: "x" })).status, 403);
});
