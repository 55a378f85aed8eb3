import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestServer, type TestServer } from "@keshu/server/testing";

let t: TestServer;
let deal = "";
before(async () => {
  t = await startTestServer();
  const stages = [{ stage: "needs", probability: 40, stalled_days: 14 }];
  const made = async (path: string, body: object) => {
    const reply = await t.admin.post(`/api/v1/${path}`, body);
    assert.equal(reply.status, 201, reply.text);
    return reply.body.id as string;
  };
  // the order of the names is the other way round in English
  const renewal = await made("pipelines", { name: "续约流程", name_en: "Annual renewal", stages });
  await made("pipelines", { name: "备件流程", name_en: "Zero-touch parts", stages });
  await made("pipelines", { name: "培训流程", stages });
  const customer_id = await made("customers", { name: "宁波海曙精密" });
  deal = await made("opportunities", { name: "年度续约", customer_id, pipeline_id: renewal });
});
after(() => t.stop());

const speak = async (locale: string) => assert.equal((await t.admin.patch("/api/v1/me", { locale })).status, 200);

async function sorted(): Promise<string[]> {
  const names: string[] = [];
  let cursor = "";
  do {
    const { status, body, text } = await t.admin.get(`/api/v1/pipelines?sort=name&limit=1&fields=name${cursor}`);
    assert.equal(status, 200, text);
    names.push(...body.data.map((p: { name: string }) => p.name));
    cursor = body.next ? `&cursor=${body.next}` : "";
  } while (cursor);
  return names.filter((n) => n.endsWith("流程"));
}

async function exported(): Promise<string> {
  const begun = await t.admin.post("/api/v1/exports", { object: "opportunity", format: "csv", fields: ["name", "pipeline_id"], filter: { id: deal } });
  assert.equal(begun.status, 202, begun.text);
  for (let i = 0; i < 100; i++) {
    if ((await t.admin.get(`/api/v1/exports/${begun.body.id}`)).body.state === "done") break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return (await t.admin.get(`/api/v1/exports/${begun.body.id}/file`)).text;
}

test("lists are in the order of the names their reader sees, page by page", async () => {
  assert.deepEqual(await sorted(), ["备件流程", "培训流程", "续约流程"]);
  await speak("en");
  // what has no English name comes first: Chinese characters stand before letters
  assert.deepEqual(await sorted(), ["培训流程", "续约流程", "备件流程"]);
  await speak("zh-CN");
});

test("search and exports name pipelines in the reader's language; what was exported comes back", async () => {
  const found = async (q: string) => (await t.admin.get(`/api/v1/search?q=${encodeURIComponent(q)}&objects=pipeline`)).body.data;
  assert.equal((await found("续约"))[0].title, "续约流程");
  assert.match(await exported(), /续约流程/);
  await speak("en");
  const [hit] = await found("renewal");
  assert.deepEqual([hit.title, hit.ranges.map(([a, b]: [number, number]) => hit.title.slice(a, b))], ["Annual renewal", ["renewal"]]);
  assert.deepEqual([(await found("续约"))[0].title, (await found("续约"))[0].ranges], ["Annual renewal", []]);
  assert.equal((await found("培训"))[0].title, "培训流程");
  const file = await exported();
  assert.match(file, /Annual renewal/);
  const form = new FormData();
  form.set("object", "opportunity");
  form.set("options", JSON.stringify({ mapping: { Name: "name", Pipeline: "pipeline_id" }, key: ["name"], duplicates: "update" }));
  form.set("file", new Blob([file]), "deals.csv");
  const reply = await fetch(`${t.url}/api/v1/imports`, { method: "POST", headers: { authorization: `Bearer ${t.adminToken}` }, body: form });
  const { id } = (await reply.json()) as { id: string };
  assert.equal(reply.status, 202);
  for (let i = 0; i < 100; i++) {
    const { body } = await t.admin.get(`/api/v1/imports/${id}`);
    if (body.state === "done") {
      assert.deepEqual([body.unchanged, body.failed], [1, 0], (await t.admin.get(`/api/v1/imports/${id}/errors`)).text);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail("the import did not end");
});
