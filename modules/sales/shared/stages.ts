import type { Option } from "@keshu/catalog";

/** A stage of a pipeline. */
export interface PipelineStage {
  stage: string;
  /** What this pipeline calls it; else the stage's own name. */
  label?: { zh: string; en: string };
  /** Chance to win, in percent. */
  probability: number;
  /** Days a deal may stay in it before it counts as stalled. */
  stalled_days?: number;
  /** Fields of the deal that must be filled in to enter it. */
  required_fields?: string[];
}

/** Every stage a pipeline can have, in the order deals usually take; a pipeline chooses among them and may name them its own way. */
export const stageOptions: Option[] = [
  { value: "discovery", label: { zh: "初步接洽", en: "Discovery" }, color: "gray" },
  { value: "qualification", label: { zh: "资格确认", en: "Qualification" }, color: "blue" },
  { value: "needs", label: { zh: "需求确认", en: "Needs analysis" }, color: "blue" },
  { value: "trial", label: { zh: "试用验证", en: "Trial" }, color: "violet" },
  { value: "proposal", label: { zh: "方案报价", en: "Proposal" }, color: "violet" },
  { value: "bidding", label: { zh: "招标投标", en: "Bidding" }, color: "amber" },
  { value: "negotiation", label: { zh: "商务谈判", en: "Negotiation" }, color: "amber" },
  { value: "contracting", label: { zh: "合同审批", en: "Contracting" }, color: "amber" },
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
  { stage: "discovery", probability: 10, stalled_days: 14 },
  { stage: "needs", probability: 30, stalled_days: 21 },
  { stage: "proposal", probability: 50, stalled_days: 21 },
  { stage: "negotiation", probability: 80, stalled_days: 30 },
];

/** Forecast category of a stage by how likely it is to be won. */
export function forecastCategory(stage: string, probability: number): string {
  if (stage === "won") return "closed";
  if (closedStages.has(stage)) return "omitted";
  if (probability >= 80) return "commit";
  return probability >= 50 ? "best_case" : "pipeline";
}
