import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Office, startOffice } from "../testing.ts";

let t: Office;
before(async () => {
  t = await startOffice();
});
after(() => t.stop());

test("preferences are kept for each person, whatever JSON they are", async () => {
  const { api } = t.chen;
  const values: Record<string, unknown> = {
    "home.layout": { left: ["tasks", "deals"], "right\0": [null, 1.5] },
    "hint.import": true,
    empty: null,
    __proto__x: "😀\ud800",
  };
  for (const [key, value] of Object.entries(values)) {
    const reply = await api.put(`/api/v1/preferences/${key}`, { value });
    assert.equal(reply.status, 200, reply.text);
  }
  const { data } = (await api.get("/api/v1/preferences")).body;
  assert.deepEqual([data["home.layout"], data["hint.import"], data.empty], [values["home.layout"], true, null]);
  assert.deepEqual((await t.li.api.get("/api/v1/preferences")).body, { data: {} });
  assert.equal((await api.put("/api/v1/preferences/empty", { value: [1] })).status, 200);
  assert.equal((await api.delete("/api/v1/preferences/hint.import")).status, 204);
  assert.equal((await api.delete("/api/v1/preferences/hint.import")).status, 204);
  const later = (await api.get("/api/v1/preferences")).body.data;
  assert.deepEqual([later.empty, "hint.import" in later], [[1], false]);
});

test("preferences refuse odd keys, too much and strangers", async () => {
  const { api } = t.chen;
  for (const key of ["Groß", "a b", "x".repeat(81), "a%2Fb", "a%00"])
    assert.equal((await api.put(`/api/v1/preferences/${key}`, { value: 1 })).status, 400, key);
  assert.equal((await api.put("/api/v1/preferences/big", { value: "长".repeat(11_000) })).status, 413);
  assert.equal((await api.put("/api/v1/preferences/big", { value: "x".repeat(70_000) })).status, 413);
  assert.equal((await api.put("/api/v1/preferences/none", {})).status, 422);
  assert.equal((await api.put("/api/v1/preferences/none", { value: 1, more: 1 })).status, 400);
  assert.equal((await t.withToken(null).get("/api/v1/preferences")).status, 401);
  await t.db.query("insert into keshu.preference select $1, 'k' || n, '1' from generate_series(1, 500) n", [t.li.id]);
  assert.equal((await t.li.api.put("/api/v1/preferences/one-more", { value: 1 })).status, 422);
  assert.equal((await t.li.api.put("/api/v1/preferences/k7", { value: 2 })).status, 200);
});

test("recent records: newest first, fifty, only what one can still read", async () => {
  const made = await t.chen.api.post("/api/v1/customers/batch", {
    operation: "create",
    records: Array.from({ length: 55 }, (_, i) => ({ name: `客户 ${i}` })),
  });
  const ids: string[] = made.body.results.map((row: { id: string }) => row.id);
  for (const id of ids) assert.equal((await t.chen.api.put("/api/v1/recents", { object: "customer", id })).status, 204);
  await t.chen.api.put("/api/v1/recents", { object: "customer", id: ids[10] });
  const recents = (await t.chen.api.get("/api/v1/recents")).body.data;
  assert.equal(recents.length, 50);
  assert.deepEqual(
    recents.slice(0, 3).map((recent: { title: string }) => recent.title),
    ["客户 10", "客户 54", "客户 53"],
  );
  assert.equal((await t.chen.api.get("/api/v1/recents?limit=2")).body.data.length, 2);
  assert.deepEqual((await t.db.query("select count(*)::int as n from keshu.recent where user_id = $1", [t.chen.id])).rows, [{ n: 50 }]);

  await t.chen.api.delete(`/api/v1/customers/${ids[10]}`);
  await t.chen.api.patch(`/api/v1/customers/${ids[54]}`, { owner_id: t.west.id });
  assert.equal((await t.chen.api.get("/api/v1/recents?limit=1")).body.data[0].title, "客户 53");

  assert.equal((await t.li.api.put("/api/v1/recents", { object: "customer", id: ids[0] })).status, 404);
  assert.equal((await t.li.api.put("/api/v1/recents", { object: "nothing", id: ids[0] })).status, 404);
  assert.equal((await t.li.api.put("/api/v1/recents", { object: "customer", id: "nope" })).status, 404);
  assert.equal((await t.chen.api.get("/api/v1/recents?limit=500")).status, 400);
});

test("many tabs that open records at once do not trip over each other", async () => {
  const made = await t.li.api.post("/api/v1/customers/batch", { operation: "create", records: Array.from({ length: 20 }, (_, i) => ({ name: `并发 ${i}` })) });
  const ids: string[] = made.body.results.map((row: { id: string }) => row.id);
  const replies = await Promise.all([...ids, ...ids, ...ids].map((id) => t.li.api.put("/api/v1/recents", { object: "customer", id })));
  assert.deepEqual([...new Set(replies.map((reply) => reply.status))], [204]);
});
