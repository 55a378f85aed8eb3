import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newId } from "@keshu/kernel";
import { systemContext } from "@keshu/people";
import { notify } from "@keshu/records";
import { startTestServer, type TestServer } from "@keshu/server/testing";
import { listen, type Office, type Person, startOffice } from "../testing.ts";

let t: Office;
let second: TestServer;
before(async () => {
  t = await startOffice();
  second = await startTestServer({ db: { db: t.db, url: t.db.url, close: async () => {} }, roles: ["web"] });
});
after(async () => {
  await second.stop();
  await t.stop();
});

const customerOf = async (person: Person, more: object = {}): Promise<string> =>
  (await t.manager.api.post("/api/v1/customers", { name: "在场", owner_id: person.id, ...more })).body.id;
const usersIn = (frame: Record<string, unknown> | undefined) => (frame?.users ?? []) as { id: string; name: string; is_editing: boolean }[];
const last = <T>(list: T[]): T | undefined => list.at(-1);

test("people on two servers see each other at a record, who edits, and who leaves", async () => {
  const id = await customerOf(t.chen);
  const topic = `presence:customer:${id}`;
  const chen = await listen(t.url, t.chen.api.token, [topic]);
  const manager = await listen(second.url, t.manager.api.token, [topic]);
  chen.say({ type: "presence", object: "customer", id, is_editing: false });
  await manager.next((frame) => usersIn(frame).some((user) => user.name === "陈静" && !user.is_editing), "陈静 on the other server");
  manager.say({ type: "presence", object: "customer", id, is_editing: true });
  await chen.next((frame) => usersIn(frame).some((user) => user.name === "周经理" && user.is_editing), "周经理 editing");
  assert.deepEqual(
    usersIn(last(chen.ofType("presence")))
      .map((user) => user.id)
      .sort(),
    [t.chen.id, t.manager.id].sort(),
  );
  chen.close();
  await t.waitFor(async () => usersIn(last(manager.ofType("presence"))).length === 1, "陈静 to leave");
  manager.say({ type: "unsubscribe", topics: [topic] });
  await t.waitFor(async () => (await t.db.query("select from keshu.presence where record_id = $1", [id])).rowCount === 0, "the rows to go");
  manager.close();
});

test("presence is not told to those who may not read, nor by them; and ends with the right", async () => {
  const id = await customerOf(t.chen);
  const topic = `presence:customer:${id}`;
  const chen = await listen(t.url, t.chen.api.token, [topic]);
  chen.say({ type: "presence", object: "customer", id });
  await chen.next((frame) => usersIn(frame).length === 1, "oneself");
  const li = await listen(second.url, t.li.api.token, [topic, "presence:nothing:x", "presence:customer:nope", "weather"]);
  li.say({ type: "presence", object: "customer", id, is_editing: true });
  await t.waitFor(async () => li.ofType("error").length === 5, "five refusals");
  assert.deepEqual(li.ofType("presence"), []);
  assert.equal(usersIn(last(chen.ofType("presence"))).length, 1);

  // a share lets li in, its end puts li out
  await t.manager.api.put(`/api/v1/customers/${id}/team`, { members: [{ user_id: t.li.id, access: "read" }] });
  li.say({ type: "subscribe", topics: [topic] });
  li.say({ type: "presence", object: "customer", id });
  await chen.next((frame) => usersIn(frame).length === 2, "李雷");
  await t.manager.api.put(`/api/v1/customers/${id}/team`, { members: [] });
  await t.waitFor(async () => usersIn(last(chen.ofType("presence"))).length === 1, "李雷 to be put out");
  await t.waitFor(async () => usersIn(last(li.ofType("presence"))).length === 0, "李雷 to hear nothing more");
  const heard = li.frames.length;
  chen.say({ type: "presence", object: "customer", id, is_editing: true });
  await t.waitFor(async () => usersIn(last(chen.ofType("presence")))[0]?.is_editing, "editing");
  assert.equal(li.ofType("presence").length, li.frames.slice(0, heard).filter((frame) => frame.type === "presence").length);
  for (const socket of [chen, li]) socket.close();
});

test("a connection that went silent and a server that died are gone within ten seconds", async () => {
  const id = await customerOf(t.chen);
  const watcher = await listen(t.url, t.chen.api.token, [`presence:customer:${id}`]);
  const silent = await listen(second.url, t.manager.api.token, [`presence:customer:${id}`], { autoPong: false });
  silent.say({ type: "presence", object: "customer", id });
  const deadNode = newId();
  await t.db.query("insert into keshu.node (id, host, pid) values ($1, 'gone', 1)", [deadNode]);
  await t.db.query("insert into keshu.presence values ($1, $2, 'customer', $3, $4, false)", [deadNode, newId(), id, t.li.id]);
  const began = Date.now();
  await watcher.next((frame) => usersIn(frame).length === 2, "both");
  await t.waitFor(async () => usersIn(last(watcher.ofType("presence"))).length === 0, "both to leave");
  assert.ok(Date.now() - began < 11_500, `${Date.now() - began} ms`);
  await t.waitFor(async () => (await t.db.query("select from keshu.presence")).rowCount === 0, "the rows to go");
  for (const socket of [watcher, silent]) socket.close();
});

test("a notification arrives at every socket of the person, on whichever server, and nowhere else", async () => {
  const here = await listen(t.url, t.chen.api.token, ["notifications"]);
  const there = await listen(second.url, t.chen.api.token, ["notifications"]);
  const li = await listen(second.url, t.li.api.token, ["notifications"]);
  const { body } = await t.manager.api.post("/api/v1/customers", { name: "新分配", owner_id: t.chen.id });
  await notify(systemContext(t.db), { user_ids: [t.chen.id], kind: "system", title: { zh: "备份完成", en: "Backup done" } });
  for (const socket of [here, there]) {
    const assigned = await socket.next((frame) => frame.type === "notification" && frame.kind === "assigned", "the assignment");
    assert.deepEqual([assigned.title, assigned.record_title, assigned.record_id], ["周经理把客户交给你负责", "新分配", body.id]);
    await socket.next((frame) => frame.type === "notification" && frame.title === "备份完成", "the system's word");
    assert.equal(socket.ofType("notification").length, 2);
  }
  assert.deepEqual(li.ofType("notification"), []);
  const key = await t.chen.api.post("/api/v1/api_keys", { name: "钥匙", scopes: ["*"] });
  const byKey = await listen(t.url, key.body.token, ["notifications"]);
  await byKey.next((frame) => frame.type === "error" && frame.code === "FORBIDDEN", "a refusal");
  for (const socket of [here, there, li, byKey]) socket.close();
});

test("a notification is told in the language of the page", async () => {
  const english = await listen(second.url, t.chen.api.token, ["notifications:en"]);
  await t.manager.api.post("/api/v1/customers", { name: "又一家", owner_id: t.chen.id });
  const assigned = await english.next((frame) => frame.type === "notification", "the assignment");
  assert.equal(assigned.title, "周经理 made you the owner of a customer");
  english.close();
});

test("who looks at a list hears, on whichever server, that views came, changed and went", async () => {
  const li = await listen(second.url, t.li.api.token, ["views"]);
  const heard = (count: number) => t.waitFor(async () => li.ofType("views").length === count, `word number ${count}`);
  const made = await t.manager.api.post("/api/v1/views", { object: "customer", name: "大家的", sharing: "everyone" });
  await heard(1);
  await t.manager.api.patch(`/api/v1/views/${made.body.id}`, { name: "改了名" });
  await heard(2);
  await t.manager.api.delete(`/api/v1/views/${made.body.id}`);
  await heard(3);
  li.close();
});

test("a socket that sends too much, or nonsense, is closed", async () => {
  const closeCode = (socket: { once(event: "close", listener: (code: number) => void): void }) =>
    new Promise<number>((resolve) => socket.once("close", resolve));
  const flood = await listen(t.url, t.chen.api.token, []);
  const flooded = closeCode(flood.socket);
  for (let i = 0; i < 200; i++) flood.say({ type: "subscribe", topics: ["notifications"] });
  assert.equal(await flooded, 4429);
  const odd = await listen(t.url, t.chen.api.token, []);
  const ended = closeCode(odd.socket);
  odd.say({ type: "dance" });
  assert.equal(await ended, 4400);
  const many = await listen(t.url, t.chen.api.token, []);
  many.say({ type: "subscribe", topics: Array.from({ length: 25 }, (_, i) => `presence:customer:${i}`) });
  await many.next((frame) => frame.type === "error", "an error");
  many.close();
});
