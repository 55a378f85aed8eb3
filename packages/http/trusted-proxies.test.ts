import assert from "node:assert/strict";
import { test } from "node:test";
import Fastify from "fastify";
import { trustedProxies } from "./trusted-proxies.ts";

test("the caller's address is found behind as many proxies as there are", async () => {
  const seen = async (setting: boolean | number | string | undefined) => {
    const app = Fastify({ trustProxy: trustedProxies(setting) });
    app.get("/", (request) => `${request.ip} ${request.protocol}`);
    const headers = { "x-forwarded-for": "1.1.1.1, 2.2.2.2, 3.3.3.3", "x-forwarded-proto": "https" };
    return (await app.inject({ url: "/", headers, remoteAddress: "10.0.0.1" })).body;
  };
  assert.equal(await seen(undefined), "10.0.0.1 http");
  assert.equal(await seen(1), "3.3.3.3 https");
  assert.equal(await seen(2), "2.2.2.2 https");
  assert.equal(await seen(true), "1.1.1.1 https");
  assert.equal(await seen("10.0.0.0/8,3.3.3.3"), "2.2.2.2 https");
  assert.equal(await seen("192.168.0.0/16"), "10.0.0.1 http");
});
