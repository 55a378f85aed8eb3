import assert from "node:assert/strict";
import { test } from "node:test";
import { refusalOf, wholeAnswer } from "./answers.ts";
import { isProblem } from "./problem.ts";

const request = new Request("http://x/api/v1/customers", { method: "POST", body: "{}" });
const json = { "content-type": "application/json; charset=utf-8" };
const isLost = (error: unknown) => isProblem(error, "OFFLINE") && error.status === 0;

test("a whole answer is passed on as it came", async () => {
  const answer = await wholeAnswer(request, new Response('{"id":"a"}', { status: 201, headers: { ...json, etag: '"1"' } }));
  assert.deepEqual([answer.status, answer.headers.get("etag"), await answer.json()], [201, '"1"', { id: "a" }]);
  assert.equal((await wholeAnswer(request, new Response(null, { status: 204 }))).status, 204);
  // in a browser it has a body that is empty
  const empty = Object.defineProperty(new Response(""), "status", { value: 204 });
  assert.equal((await wholeAnswer(request, empty)).status, 204);
});

test("an answer cut off on the way counts as none", async () => {
  let isFirst = true;
  const cut = new ReadableStream({
    pull(controller) {
      if (isFirst) controller.enqueue(new TextEncoder().encode('{"id":'));
      else controller.error(new TypeError("network error"));
      isFirst = false;
    },
  });
  await assert.rejects(wholeAnswer(request, new Response(cut, { headers: json })), isLost);
});

test("a page put in place of the answer counts as none", async () => {
  const page = new Response("<html>Sign in to the hotel</html>", { headers: { "content-type": "text/html" } });
  await assert.rejects(wholeAnswer(request, page), isLost);
});

test("a proxy that answers itself is put in our words, and its wish to wait is kept", async () => {
  const answer = (status: number, headers = {}) => new Response("<h1>nginx</h1>", { status, headers: { "content-type": "text/html", ...headers } });
  const busy = await refusalOf(answer(429, { "retry-after": "7" }));
  assert.deepEqual([busy.status, busy.code, busy.waitFor], [429, "RATE_LIMITED", 7000]);
  const away = await refusalOf(answer(502));
  assert.deepEqual([away.status, away.waitFor], [502, undefined]);
});
