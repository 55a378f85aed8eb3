import { sales } from "../../api/sales.ts";
import type { ApiRecord, Label } from "../../api/types.ts";
import type { GuidedStage, StageGuide } from "../web-module.ts";

interface PipelineStage {
  stage: string;
  label?: Label;
  required_fields?: string[];
}

/** How a deal ends, in every pipeline. */
const ends: readonly GuidedStage[] = [{ value: "won" }, { value: "lost" }, { value: "void" }];

/** The stages of a deal are those of its pipeline, by the names used there. */
export const opportunityStages: StageGuide = {
  stages: (record: ApiRecord) => {
    const stages = (record.pipeline as { stages?: PipelineStage[] } | null | undefined)?.stages;
    if (!Array.isArray(stages) || stages.length === 0) return undefined;
    return [...stages.map((s): GuidedStage => ({ value: s.stage, label: s.label, requires: s.required_fields })), ...ends];
  },
  spans: async (record: ApiRecord) => (await sales.stages(record.id)).data,
};
