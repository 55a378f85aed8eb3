import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { clearDraft, draftsUnder, dropOldDrafts, readDraft, writeDraft } from "./drafts.ts";
import { newId } from "./new-id.ts";
import { addEntry, openOutbox, outboxEntries, removeEntry, waitingValues } from "./outbox.ts";
import { readEntries, writeEntries } from "./storage.ts";

/** Storage as browsers have it: its keys are its own members. */
function storage(limit = Number.POSITIVE_INFINITY): Storage {
  const store: Record<string, unknown> = {};
  const own = (name: string, value: unknown) => Object.defineProperty(store, name, { value });
  own("getItem", (key: string) => (key in store ? store[key] : null));
  own("setItem", (key: string, value: string) => {
    if (value.length > limit) throw new DOMException("full", "QuotaExceededError");
    store[key] = value;
  });
  own("removeItem", (key: string) => delete store[key]);
  return store as unknown as Storage;
}

beforeEach(() => {
  globalThis.localStorage = storage();
});

test("a draft belongs to one person and one place", () => {
  writeDraft("u1", "record/1/composer", { text: "😀 مرحبا 客枢" });
  assert.deepEqual(readDraft("u1", "record/1/composer")?.value, { text: "😀 مرحبا 客枢" });
  assert.equal(readDraft("u2", "record/1/composer"), undefined);
  assert.deepEqual(
    draftsUnder("u1", "record/1/").map((d) => d.key),
    ["record/1/composer"],
  );
  clearDraft("u1", "record/1/composer");
  assert.equal(readDraft("u1", "record/1/composer"), undefined);
});

test("a full storage loses nothing while the page lives", () => {
  globalThis.localStorage = storage(10);
  writeDraft("u1", "record/2/composer", "很长的内容".repeat(100));
  assert.equal(readDraft<string>("u1", "record/2/composer")?.value.length, 500);
  assert.equal(draftsUnder("u1", "record/2/").length, 1);
  clearDraft("u1", "record/2/composer");
});

test("what lay for a month is forgotten, what is broken is skipped", () => {
  writeDraft("u1", "new", 1);
  localStorage.setItem("keshu.draft.u1.old", JSON.stringify({ at: "2020-01-01T00:00:00Z", value: 1 }));
  localStorage.setItem("keshu.draft.u1.broken", "{");
  dropOldDrafts("u1");
  assert.deepEqual(
    draftsUnder("u1", "").map((d) => d.key),
    ["new"],
  );
});

test("the outbox of one person is never read as another's", () => {
  const entry = {
    id: "k",
    userId: "u1",
    kind: "update" as const,
    object: "customer",
    path: "customers",
    recordId: "r",
    title: "",
    values: { level: "A" },
    seen: {},
    version: 1,
    at: "",
    state: "waiting" as const,
  };
  writeEntries("u1", [entry]);
  localStorage.setItem("keshu.outbox.u2", localStorage.getItem("keshu.outbox.u1") ?? "");
  assert.equal(readEntries("u1").length, 1);
  assert.equal(readEntries("u2").length, 0);
  assert.deepEqual(waitingValues([entry, { ...entry, values: { level: "B", name: "乙" } }], "r"), { level: "B", name: "乙" });
  assert.equal(waitingValues([{ ...entry, state: "refused" }], "r"), null);
});

test("two tabs of one person lose none of each other's writes", () => {
  Object.assign(globalThis, { addEventListener: () => undefined, removeEventListener: () => undefined });
  const entry = {
    id: "a",
    userId: "u1",
    kind: "update" as const,
    object: "customer",
    path: "customers",
    recordId: "r",
    title: "",
    values: {},
    seen: {},
    version: 1,
    at: "",
    state: "waiting" as const,
  };
  const close = openOutbox("u1");
  addEntry(entry);
  // the other tab adds one, and this one has not heard of it yet
  writeEntries("u1", [...readEntries("u1"), { ...entry, id: "b" }]);
  addEntry({ ...entry, id: "c" });
  assert.deepEqual(
    readEntries("u1").map((e) => e.id),
    ["a", "b", "c"],
  );
  removeEntry("a");
  globalThis.localStorage = storage(10);
  addEntry({ ...entry, id: "d" });
  addEntry({ ...entry, id: "e" });
  assert.equal(outboxEntries().at(-1)?.id, "e");
  assert.equal(outboxEntries().at(-2)?.id, "d");
  close();
});

test("ids made here are UUIDs of version 7, in order of time", () => {
  assert.match(newId(), /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.ok(newId(1_000_000_000_000) < newId(1_700_000_000_000));
});
