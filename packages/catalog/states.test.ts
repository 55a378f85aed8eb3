import assert from "node:assert/strict";
import { test } from "node:test";
import { sanitizeObject } from "./catalog.ts";
import type { ObjectDefinition } from "./object.ts";

const label = { zh: "甲", en: "A" };
const option = (value: string) => ({ value, label });
const definition: ObjectDefinition = {
  name: "thing",
  label,
  states: {
    field: "state",
    initial: "new",
    transitions: [
      { from: "new", to: "open", label },
      { from: "new", to: "done", label, requires: ["name"] },
      { from: "open", to: "done", label },
    ],
  },
  fields: [
    { name: "name", type: "text", label },
    { name: "state", type: "select", label, options: [option("new"), option("open"), option("done")] },
  ],
};

test("a state a company added is reached from states that can be left, and left like the first one", () => {
  assert.equal(sanitizeObject(definition).states, definition.states);
  const overrides = new Map([["state", { options: [option("new"), option("open"), option("trial"), option("done")] }]]);
  const transitions = sanitizeObject(definition, { overrides }).states?.transitions ?? [];
  const ways = (from: string) => transitions.filter((t) => t.from === from).map((t) => t.to);
  assert.deepEqual(ways("new"), ["open", "done", "trial"]);
  assert.deepEqual(ways("trial"), ["open", "done"]);
  assert.deepEqual(ways("done"), []);
  assert.deepEqual(transitions.find((t) => t.from === "trial" && t.to === "done")?.requires, ["name"]);
});
