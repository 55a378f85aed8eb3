import type { Label, OptionInfo } from "../../api/types.ts";
import type { PipelineStage } from "../../board/pipelines.ts";

/** A stage as it is edited: everything as typed. */
export interface StageDraft {
  stage: string;
  zh: string;
  en: string;
  probability: string;
  stalledDays: string;
  requiredFields: string[];
}

export interface PipelineDraft {
  name: string;
  nameEn: string;
  isDefault: boolean;
  isActive: boolean;
  remark: string;
  stages: StageDraft[];
}

/** What is wrong, by place: `name`, `stages`, `<stage>.probability`… Values are keys of `pipelines.wrong`. */
export type DraftProblems = Record<string, string>;

export function draftOf(record: Record<string, unknown> | undefined): PipelineDraft {
  const stages = Array.isArray(record?.stages) ? (record.stages as PipelineStage[]) : [];
  return {
    name: String(record?.name ?? ""),
    nameEn: String(record?.name_en ?? ""),
    isDefault: record?.is_default === true,
    isActive: record?.is_active !== false,
    remark: String(record?.remark ?? ""),
    stages: stages.map((s) => ({
      stage: s.stage,
      zh: s.label?.zh ?? "",
      en: s.label?.en ?? "",
      probability: String(s.probability),
      stalledDays: s.stalled_days === undefined ? "" : String(s.stalled_days),
      requiredFields: s.required_fields ?? [],
    })),
  };
}

/** The stage's own name where only one of the two languages was typed. */
function labelOfDraft(draft: StageDraft, option: OptionInfo | undefined): Label | undefined {
  const [zh, en] = [draft.zh.trim(), draft.en.trim()];
  if (!zh && !en) return undefined;
  return { zh: zh || (option?.label.zh ?? en), en: en || (option?.label.en ?? zh) };
}

/** A draft as the API takes it. */
export function valuesOf(draft: PipelineDraft, options: readonly OptionInfo[]): Record<string, unknown> {
  return {
    name: draft.name.trim(),
    name_en: draft.nameEn.trim() || null,
    is_default: draft.isDefault,
    is_active: draft.isActive,
    remark: draft.remark.trim() || null,
    stages: draft.stages.map((s): PipelineStage => {
      const label = labelOfDraft(
        s,
        options.find((o) => o.value === s.stage),
      );
      return {
        stage: s.stage,
        probability: Number(s.probability),
        ...(label ? { label } : {}),
        ...(s.stalledDays.trim() ? { stalled_days: Number(s.stalledDays) } : {}),
        ...(s.requiredFields.length > 0 ? { required_fields: s.requiredFields } : {}),
      };
    }),
  };
}

/** Everything wrong with a draft, before the server is asked. */
export function problemsOf(draft: PipelineDraft, otherNames: readonly string[]): DraftProblems {
  const problems: DraftProblems = {};
  const name = draft.name.trim();
  if (!name) problems.name = "noName";
  else if (otherNames.includes(name)) problems.name = "nameTaken";
  if (draft.stages.length === 0) problems.stages = "noStages";
  if (draft.isDefault && !draft.isActive) problems.isActive = "defaultInactive";
  for (const s of draft.stages) {
    const probability = Number(s.probability);
    if (s.probability.trim() === "" || !(probability >= 0 && probability <= 100)) problems[`${s.stage}.probability`] = "probability";
    const days = Number(s.stalledDays);
    if (s.stalledDays.trim() !== "" && !(Number.isInteger(days) && days >= 1 && days <= 3650)) problems[`${s.stage}.stalledDays`] = "days";
  }
  return problems;
}

/** Whether a later stage is less likely than one before it: allowed, but worth a word. */
export function isFalling(stages: readonly StageDraft[], index: number): boolean {
  const before = Math.max(0, ...stages.slice(0, index).map((s) => Number(s.probability) || 0));
  return Number(stages[index]?.probability) < before;
}
