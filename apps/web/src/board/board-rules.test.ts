import assert from "node:assert/strict";
import { test } from "node:test";
import type { FieldInfo, ObjectInfo } from "../api/types.ts";
import { boardFieldOf, columnsOf } from "./board-columns.ts";
import { bothOf, chosenPipeline, pipelineIn } from "./board-query.ts";
import { missingFor, verdictOn } from "./move-rules.ts";
import type { Pipeline } from "./pipelines.ts";
import { stallOf } from "./stall.ts";

const label = (text: string) => ({ zh: text, en: text });
const option = (value: string, color = "gray", retired = false) => ({ value, label: label(value), color, retired });
const select = (name: string, options: ReturnType<typeof option>[]): FieldInfo => ({
  name,
  type: "select",
  label: label(name),
  required: true,
  unique: false,
  system: false,
  custom: false,
  options,
});

const stage = select("stage", [option("discovery"), option("needs"), option("proposal"), option("won", "jade"), option("lost", "red")]);
const open = ["discovery", "needs", "proposal"];
const deal = {
  name: "opportunity",
  fields: [select("priority", [option("high"), option("low")]), stage],
  states: {
    field: "stage",
    initial: "discovery",
    transitions: [
      ...open.map((to) => ({ from: "*", to, label: label(to) })),
      ...open.flatMap((from) => [
        { from, to: "won", label: label("won") },
        { from, to: "lost", label: label("lost"), requires: ["lost_reason"] },
      ]),
    ],
  },
  can: { update: true },
} as unknown as ObjectInfo;
const pipeline: Pipeline = {
  id: "p",
  name: "续约",
  isDefault: true,
  isActive: true,
  stages: [
    { stage: "proposal", probability: 60, label: label("出方案"), required_fields: ["amount"] },
    { stage: "needs", probability: 30 },
  ],
};
const values = (columns: { value: string | null }[]) => columns.map((c) => c.value);

test("a board stands on the states, unless another choice is asked for", () => {
  assert.equal(boardFieldOf(deal)?.name, "stage");
  assert.equal(boardFieldOf(deal, "priority")?.name, "priority");
  assert.equal(boardFieldOf(deal, "nothing")?.name, "stage");
});

test("columns follow the pipeline's order and names, the ends come last", () => {
  const columns = columnsOf(deal, stage, pipeline, []);
  assert.deepEqual(values(columns), ["proposal", "needs", "won", "lost"]);
  assert.deepEqual([columns[0]?.label.zh, columns[0]?.probability, columns[0]?.requiredFields, columns[2]?.isClosed], ["出方案", 60, ["amount"], true]);
  assert.deepEqual(values(columnsOf(deal, stage, undefined, [])), ["discovery", "needs", "proposal", "won", "lost"]);
});

test("an end that can be opened again is an end; a switch has none", () => {
  const ends = (names: string[], ways: [string, string][]) => {
    const status = select(
      "status",
      names.map((name) => option(name)),
    );
    const object = {
      ...deal,
      fields: [status],
      states: { field: "status", initial: names[0], transitions: ways.map(([from, to]) => ({ from, to, label: label(to) })) },
    } as unknown as ObjectInfo;
    return columnsOf(object, status, undefined, []).flatMap((c) => (c.isClosed ? [c.value] : []));
  };
  assert.deepEqual(
    ends(
      ["open", "done", "cancelled"],
      [
        ["open", "done"],
        ["open", "cancelled"],
        ["done", "open"],
        ["cancelled", "open"],
      ],
    ),
    ["done", "cancelled"],
  );
  assert.deepEqual(
    ends(
      ["new", "contacting", "bad"],
      [
        ["new", "contacting"],
        ["contacting", "bad"],
        ["contacting", "new"],
        ["bad", "contacting"],
      ],
    ),
    ["bad"],
  );
  assert.deepEqual(
    ends(
      ["private", "pool"],
      [
        ["private", "pool"],
        ["pool", "private"],
      ],
    ),
    [],
  );
});

test("records in a stage that is gone, and records without a value, have a column as long as they are there", () => {
  const columns = columnsOf(deal, stage, pipeline, ["discovery", "won", null]);
  assert.deepEqual(values(columns), [null, "proposal", "needs", "discovery", "won", "lost"]);
  assert.deepEqual(
    columns.filter((c) => c.isRemoved).map((c) => c.value),
    ["discovery"],
  );
  const priority = select("priority", [option("high"), option("old", "gray", true)]);
  assert.deepEqual(values(columnsOf(deal, priority, undefined, [])), ["high"]);
  assert.deepEqual(values(columnsOf(deal, priority, undefined, ["old", "typed"])), ["high", "old", "typed"]);
});

test("a move is allowed, refused with its reason, or asks for what is missing", () => {
  const columns = columnsOf(deal, stage, pipeline, ["discovery"]);
  const to = (value: string) => columns.find((c) => c.value === value) as (typeof columns)[0];
  const verdict = (from: string, value: string, object = deal) => verdictOn({ object, field: stage, from, to: to(value) });
  assert.equal(verdict("needs", "needs").kind, "same");
  assert.deepEqual(verdict("needs", "discovery"), { kind: "refused", reason: "removed" });
  assert.deepEqual(verdict("won", "lost"), { kind: "refused", reason: "noWay" });
  assert.deepEqual(verdict("needs", "won", { ...deal, can: { ...deal.can, update: false } }), { kind: "refused", reason: "noRight" });
  const record = { id: "1", amount: "5.00", lost_reason: "价格太高" };
  assert.deepEqual(missingFor(verdict("needs", "proposal"), record), []);
  assert.deepEqual(missingFor(verdict("needs", "proposal"), { id: "1", amount: null }), ["amount"]);
  assert.deepEqual(missingFor(verdict("needs", "lost"), record), ["lost_reason"], "a reason is asked for each time");
  assert.deepEqual(missingFor(verdict("needs", "won"), record), []);
});

test("the pipeline comes from the filter, else it is the default one", () => {
  const field = { name: "pipeline_id" } as FieldInfo;
  const other = { ...pipeline, id: "q", isDefault: false };
  assert.equal(pipelineIn({ pipeline_id: { eq: "q" } }, field), "q");
  assert.equal(pipelineIn({ pipeline_id: "q" }, field), "q");
  assert.equal(pipelineIn({ pipeline_id: { in: ["q"] } }, field), undefined);
  assert.equal(chosenPipeline([other, pipeline], undefined)?.id, "p");
  assert.equal(chosenPipeline([other, pipeline], "q")?.id, "q");
  assert.equal(chosenPipeline([{ ...pipeline, isActive: false }, other], undefined)?.id, "q");
});

test("two filters hold together whatever they say", () => {
  assert.deepEqual(bothOf({ a: 1 }, { b: 2 }), { a: 1, b: 2 });
  assert.deepEqual(bothOf({ a: 1 }, { a: 2 }), { and: [{ a: 1 }, { a: 2 }] });
  assert.deepEqual(bothOf({ or: [{ a: 1 }] }, { b: 2 }), { and: [{ or: [{ a: 1 }] }, { b: 2 }] });
  assert.deepEqual(bothOf(undefined, { b: 2 }), { b: 2 });
  assert.equal(bothOf({}, undefined), undefined);
});

test("a stalled card says what holds it up", () => {
  assert.deepEqual(stallOf(16, 17), { words: "quietDays", days: 16 });
  assert.deepEqual(stallOf(0, 27), { words: "stayedDays", days: 27 });
  assert.deepEqual(stallOf(3, 55), { words: "stayedDays", days: 55 });
  assert.deepEqual(stallOf(undefined, undefined), { words: "stalled", days: 0 });
});
