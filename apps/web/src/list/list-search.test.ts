import assert from "node:assert/strict";
import { test } from "node:test";
import type { View } from "../api/views.ts";
import { changedSearch, differs, isBare, parseListSearch, queryOf } from "./list-search.ts";

const view = {
  id: "v1",
  kind: "table",
  scene: "mine",
  q: null,
  filter: { level: { eq: "A" } },
  sort: "-amount",
  group_by: "stage",
  settings: {},
} as unknown as View;

test("a view is followed but where the address says otherwise", () => {
  assert.deepEqual(queryOf({ view: "v1" }, view), { scene: "mine", filter: { level: { eq: "A" } }, sort: "-amount", group: "stage" });
  assert.deepEqual(queryOf({ view: "v1", sort: "name", filter: null }, view), { scene: "mine", sort: "name", group: "stage" });
  assert.deepEqual(queryOf({ scene: "all", q: "云" }, undefined), { scene: "all", q: "云" });
});

test("a change is written only where it differs from the view, and going back leaves no trace", () => {
  const without = changedSearch({ view: "v1" }, view, { filter: undefined });
  assert.deepEqual(without, { view: "v1", filter: null });
  assert.equal(differs(without), true);
  const back = changedSearch(without, view, { filter: { level: { eq: "A" } } });
  assert.deepEqual(back, { view: "v1" });
  assert.equal(differs(back), false);
  assert.deepEqual(changedSearch({ q: "a" }, undefined, { q: undefined, new: {} }), { new: {} });
});

test("addresses are read with care", () => {
  assert.deepEqual(parseListSearch({ scene: "all", q: 12, filter: {}, sort: 3, kind: "odd", group: "", view: "" }), { scene: "all", q: "12" });
  assert.deepEqual(parseListSearch({ view: "v1", filter: null, sort: null }), { view: "v1", filter: null, sort: null });
  assert.deepEqual(parseListSearch({ filter: null }), {});
  assert.equal(isBare(parseListSearch({ new: true })), true);
  assert.equal(isBare(parseListSearch({ deleted: true })), false);
});
