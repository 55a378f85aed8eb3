import assert from "node:assert/strict";
import { test } from "node:test";
import type { ObjectInfo } from "../../api/types.ts";
import { daysByStage, spansOf } from "./span-days.ts";
import { nextStep, pathSteps } from "./steps.ts";

const label = { zh: "", en: "" };
const object = {
  states: {
    field: "stage",
    initial: "a",
    transitions: [
      { from: "*", to: "a", label },
      { from: "*", to: "b", label },
      { from: "a", to: "lost", label, requires: ["reason"] },
      { from: "b", to: "won", label },
    ],
  },
  fields: [
    { name: "reason" },
    { name: "amount" },
    {
      name: "stage",
      options: [
        { value: "a", label },
        { value: "b", label },
        { value: "won", label, color: "jade" },
        { value: "lost", label, color: "red" },
        { value: "old", label, retired: true },
      ],
    },
  ],
} as unknown as ObjectInfo;

test("each state knows the way to it and what it asks for first", () => {
  const steps = pathSteps(object, { id: "1", stage: "a" }, undefined);
  assert.deepEqual(
    steps.map((s) => [s.value, s.look, s.transition !== undefined, s.missing]),
    [
      ["a", "is-now", false, []],
      ["b", "", true, []],
      ["won", "", false, []],
      ["lost", "", true, ["reason"]],
    ],
  );
  assert.deepEqual(pathSteps(object, { id: "1", stage: "a", reason: "价格" }, undefined).at(-1)?.missing, []);
});

test("what lies behind the end is a way out, and the next step is the nearest that can be reached", () => {
  const steps = (stage: string) => pathSteps(object, { id: "1", stage }, undefined);
  assert.deepEqual(
    steps("a").map((s) => s.isExit),
    [false, false, false, true],
  );
  assert.deepEqual(
    [nextStep(steps("a"))?.value, nextStep(steps("b"))?.value, nextStep(steps("won")), nextStep(steps("lost"))],
    ["b", "won", undefined, undefined],
  );
});

test("a module names the states of its record; a retired one stays where the record is in it", () => {
  const guided = [{ value: "a" }, { value: "b", label: { zh: "投标", en: "Bid" }, requires: ["amount", "nothing"] }];
  const steps = pathSteps(object, { id: "1", stage: "a" }, guided);
  assert.deepEqual(
    steps.map((s) => [s.value, s.label?.zh, s.missing]),
    [
      ["a", undefined, []],
      ["b", "投标", ["amount"]],
    ],
  );
  assert.deepEqual(
    pathSteps(object, { id: "1", stage: "old" }, guided).map((s) => s.value),
    ["old", "a", "b"],
  );
});

test("a won record has gone its way, a lost one has not", () => {
  assert.deepEqual(
    pathSteps(object, { id: "1", stage: "won" }, undefined).map((s) => s.look),
    ["is-done", "is-done", "is-won", ""],
  );
  assert.equal(pathSteps(object, { id: "1", stage: "lost" }, undefined)[0]?.look, "");
});

test("days in each state come from when it was entered and left, added up over returns", () => {
  const day = (n: number) => `2026-11-${String(n).padStart(2, "0")}T08:00:00Z`;
  const changes = [
    { at: day(11), from: "b", to: "a" },
    { at: day(4), from: "a", to: "b" },
  ];
  const spans = spansOf({ created: day(1), initial: "a", changes, now: new Date(day(14)) });
  assert.deepEqual(
    spans.map((s) => [s.stage, s.days, s.left_at === null]),
    [
      ["a", 3, false],
      ["b", 7, false],
      ["a", 3, true],
    ],
  );
  assert.deepEqual(
    [...daysByStage(spans)],
    [
      ["a", 6],
      ["b", 7],
    ],
  );
});
