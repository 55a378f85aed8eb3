import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { openLink } from "./live-link.ts";

/** A socket whose other end the test holds. */
class FakeSocket {
  static OPEN = 1;
  static made: FakeSocket[] = [];
  readyState = 0;
  sent: string[] = [];
  isClosed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  constructor() {
    FakeSocket.made.push(this);
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.isClosed = true;
  }
  stand(): void {
    this.readyState = 1;
    this.onopen?.();
  }
}

const told: string[] = [];
const events = {
  onOpen: (isAgain: boolean) => void told.push(isAgain ? "again" : "open"),
  onFrame: (text: string) => void told.push(text),
  onSessionEnd: () => void told.push("ended"),
  onState: (isUp: boolean) => void told.push(isUp ? "up" : "down"),
};
const last = () => FakeSocket.made.at(-1) as FakeSocket;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  Object.assign(globalThis, { WebSocket: FakeSocket });
  FakeSocket.made = [];
  told.length = 0;
});

test("a short gap is mended without a word, a longer one is told", () => {
  const link = openLink("ws://x", events);
  last().stand();
  last().onclose?.({ code: 1006 });
  mock.timers.tick(2_000);
  last().stand();
  mock.timers.tick(10_000);
  assert.deepEqual(told, ["up", "open", "up", "again"]);
  last().onclose?.({ code: 1006 });
  mock.timers.tick(3_000);
  assert.equal(told.at(-1), "down");
  link.close();
  mock.timers.tick(60_000);
  assert.ok(last().isClosed);
});

test("a network that falls silent is noticed, one that answers is not left", () => {
  const link = openLink("ws://x", events);
  last().stand();
  for (let minute = 0; minute < 3; minute++) {
    mock.timers.tick(20_000);
    assert.equal(last().sent.at(-1), '{"type":"ping"}');
    last().onmessage?.({ data: "pong" });
  }
  assert.equal(FakeSocket.made.length, 1);
  for (const step of [20_000, 6_000, 2_000]) mock.timers.tick(step);
  assert.equal(FakeSocket.made.length, 2);
  assert.ok(FakeSocket.made[0]?.isClosed);
  link.close();
});

test("a sign that the network is back connects at once, and asks a socket that stands", () => {
  const link = openLink("ws://x", events);
  last().onclose?.({ code: 1006 });
  link.probe();
  assert.equal(FakeSocket.made.length, 2);
  last().stand();
  link.probe();
  assert.equal(last().sent.length, 1);
  mock.timers.tick(6_000);
  assert.ok(last().isClosed);
  link.close();
});

test("an ended session is told", () => {
  const link = openLink("ws://x", events);
  last().stand();
  last().onclose?.({ code: 4401 });
  assert.equal(told.at(-1), "ended");
  link.close();
});
