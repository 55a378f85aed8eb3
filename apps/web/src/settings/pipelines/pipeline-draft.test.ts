import assert from "node:assert/strict";
import { test } from "node:test";
import { draftOf, isFalling, type PipelineDraft, problemsOf, valuesOf } from "./pipeline-draft.ts";

const stored = {
  name: "直销",
  name_en: "Direct sales",
  is_default: true,
  is_active: true,
  remark: null,
  stages: [
    { stage: "needs", probability: 30, stalled_days: 14, required_fields: ["amount"] },
    { stage: "proposal", probability: 60, label: { zh: "出方案", en: "Proposing" } },
  ],
};
const options = [{ value: "needs", label: { zh: "需求确认", en: "Needs analysis" } }];

test("a pipeline becomes a draft and comes back unchanged", () => {
  assert.deepEqual(valuesOf(draftOf(stored), options), stored);
});

test("a name in one language is completed from the stage's own", () => {
  const draft = draftOf(stored);
  draft.stages[0] = { ...(draft.stages[0] as PipelineDraft["stages"][0]), zh: "到期提醒" };
  assert.deepEqual((valuesOf(draft, options).stages as { label: unknown }[])[0]?.label, { zh: "到期提醒", en: "Needs analysis" });
});

test("everything wrong is named at its place", () => {
  const draft = draftOf(stored);
  assert.deepEqual(problemsOf(draft, []), {});
  assert.deepEqual(problemsOf({ ...draft, name: " " }, []), { name: "noName" });
  assert.deepEqual(problemsOf(draft, ["直销"]), { name: "nameTaken" });
  assert.deepEqual(problemsOf({ ...draft, stages: [], isActive: false }, []), { stages: "noStages", isActive: "defaultInactive" });
  const broken = draft.stages.map((s) => ({ ...s, probability: "101", stalledDays: "1.5" }));
  assert.deepEqual(Object.keys(problemsOf({ ...draft, stages: broken }, [])).sort(), [
    "needs.probability",
    "needs.stalledDays",
    "proposal.probability",
    "proposal.stalledDays",
  ]);
  assert.deepEqual([isFalling(draft.stages, 1), isFalling([...draft.stages].reverse(), 1)], [false, true]);
});
