import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { sendLater, subscribeUnsent, unsentAt } from "./unsent.ts";

const settle = () => new Promise((resolve) => setImmediate(resolve));

test("the last of several values is sent, shown until it is kept, and tried again when the line is down", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const sent: unknown[] = [];
  let changes = 0;
  const stop = subscribeUnsent(() => changes++);
  let isOffline = true;
  const send = async (value: unknown) => {
    sent.push(value);
    if (isOffline) throw new Error("offline");
  };
  sendLater("me home", 1, send, () => true);
  sendLater("me home", 2, send, () => true);
  assert.deepEqual(unsentAt("me home")?.value, 2);
  mock.timers.tick(400);
  await settle();
  assert.deepEqual([sent, unsentAt("me home")?.value], [[2], 2]);
  isOffline = false;
  mock.timers.tick(10_000);
  await settle();
  assert.deepEqual([sent, unsentAt("me home")], [[2, 2], undefined]);
  assert.equal(changes, 3);
  stop();
  mock.timers.reset();
});

test("what is refused is dropped, unless another value came meanwhile", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const refuse = async () => {
    throw new Error("too large");
  };
  sendLater("me a", "long", refuse, () => false);
  mock.timers.tick(400);
  sendLater(
    "me a",
    "short",
    async () => {},
    () => false,
  );
  await settle();
  assert.equal(unsentAt("me a")?.value, "short");
  mock.timers.tick(400);
  await settle();
  assert.equal(unsentAt("me a"), undefined);
  mock.timers.reset();
});

test("a value waits for the one before it, so that the older cannot arrive last", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const answers: (() => void)[] = [];
  const sent: unknown[] = [];
  const send = (value: unknown) =>
    new Promise<void>((resolve) => {
      sent.push(value);
      answers.push(resolve);
    });
  sendLater("me layout", undefined, send, () => true);
  mock.timers.tick(400);
  sendLater("me layout", "mine", send, () => true);
  mock.timers.tick(600);
  assert.deepEqual(sent, [undefined]);
  answers[0]?.();
  await settle();
  assert.equal(unsentAt("me layout")?.value, "mine");
  mock.timers.tick(50);
  assert.deepEqual(sent, [undefined, "mine"]);
  answers[1]?.();
  await settle();
  assert.equal(unsentAt("me layout"), undefined);
  mock.timers.reset();
});
