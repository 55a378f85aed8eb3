import type { Option } from "@keshu/catalog";

/** A stage of a pipeline with its win probability in percent. */
export interface PipelineStage {
  stage: string;
  probability: number;
}

export const stageOptions: Option[] = [
  { value: "discovery", label: { zh: "初步接洽", en: "Discovery" }, color: "gray" },
  { value: "needs", label: { zh: "需求确认", en: "Needs analysis" }, color: "blue" },
  { value: "proposal", label: { zh: "方案报价", en: "Proposal" }, color: "violet" },
  { value: "negotiation", label: { zh: "商务谈判", en: "Negotiation" }, color: "amber" },
  { value: "won", label: { zh: "赢单", en: "Won" }, color: "jade" },
  { value: "lost", label: { zh: "输单", en: "Lost" }, color: "red" },
  { value: "void", label: { zh: "无效", en: "Void" }, color: "gray" },
];

/** How an opportunity ends, in every pipeline. */
export const closedStages: ReadonlyMap<string, number> = new Map([
  ["won", 100],
  ["lost", 0],
  ["void", 0],
]);

export const defaultStages: readonly PipelineStage[] = [
  { stage: "discovery", probability: 10 },
  { stage: "needs", probability: 30 },
  { stage: "proposal", probability: 50 },
  { stage: "negotiation", probability: 80 },
];

/** Forecast category of a stage by how likely it is to be won. */
export function forecastCategory(stage: string, probability: number): string {
  if (stage === "won") return "closed";
  if (closedStages.has(stage)) return "omitted";
  if (probability >= 80) return "commit";
  return probability >= 50 ? "best_case" : "pipeline";
}
