import assert from "node:assert/strict";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import Fastify from "fastify";
import { answerClientError, headerLimit } from "./client-error.ts";

test("headers up to the limit are served; beyond it, and what is no HTTP, is a problem document", async () => {
  const app = Fastify({ http: { maxHeaderSize: headerLimit }, clientErrorHandler: answerClientError } as object);
  app.get("/", () => "ok");
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  assert.equal((await fetch(`${url}/?filter=${"a".repeat(60_000)}`)).status, 200);
  const long = await fetch(`${url}/?filter=${"a".repeat(70_000)}`);
  assert.deepEqual([long.status, long.headers.get("content-type")], [431, "application/problem+json; charset=utf-8"]);
  assert.equal(((await long.json()) as { code: string }).code, "HEADERS_TOO_LARGE");
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.end("nonsense\r\n\r\n");
  assert.match(await text(socket), /^HTTP\/1\.1 400 [\s\S]*"code":"INVALID_REQUEST"/);
  await app.close();
});
