import assert from "node:assert/strict";
import { createServer } from "node:net";
import { test } from "node:test";
import { describeStartError, type StartError } from "@keshu/platform";
import { expectFreePort } from "./listen-on.ts";

test("a used port is told before anything else is done, one that becomes free is waited for", async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
  const address = holder.address();
  const config = { host: "127.0.0.1", port: typeof address === "object" && address ? address.port : 0 };
  await assert.rejects(expectFreePort(config, 150), { code: "PORT_USED" });
  const waiting = expectFreePort(config, 5_000);
  setTimeout(() => holder.close(), 200);
  await waiting;
  await expectFreePort(config, 0);
  await assert.rejects(expectFreePort({ ...config, host: "192.0.2.1" }, 0), (error: StartError) => {
    assert.equal(error.code, "PORT_REFUSED");
    assert.match(describeStartError(error, "zh-CN"), /：这台机器没有这个地址$/);
    assert.match(describeStartError(error, "en"), /: this machine does not have that address$/);
    return true;
  });
  await expectFreePort({ ...config, port: 0 }, 0);
});
