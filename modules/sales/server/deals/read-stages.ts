import type { Label } from "@keshu/kernel";
import { currentCatalog } from "@keshu/records";
import { closedStages, type PipelineStage } from "../../shared/stages.ts";

const maximumStages = 50;
const maximumDays = 3650;

/** The stages of a pipeline as they are stored, or what is wrong with the first that is not right. */
export function readPipelineStages(stages: unknown): PipelineStage[] | { problem: Label } {
  const example = '[{"stage":"discovery","probability":10}]';
  if (!Array.isArray(stages) || stages.length === 0)
    return { problem: { zh: `至少要有一个阶段，例如 ${example}`, en: `at least one stage, such as ${example}` } };
  if (stages.length > maximumStages) return { problem: { zh: `最多 ${maximumStages} 个阶段`, en: `at most ${maximumStages} stages` } };
  const read: PipelineStage[] = [];
  for (const entry of stages as unknown[]) {
    const one = readStage(entry);
    if ("problem" in one) return one;
    if (read.some((s) => s.stage === one.stage)) return { problem: { zh: `阶段“${one.stage}”重复`, en: `stage “${one.stage}” is there twice` } };
    read.push(one);
  }
  return read;
}

function readStage(entry: unknown): PipelineStage | { problem: Label } {
  const given = (typeof entry === "object" && entry !== null && !Array.isArray(entry) ? entry : {}) as Record<string, unknown>;
  const { stage, probability, label, stalled_days, required_fields, ...rest } = given;
  const fields = currentCatalog().byName.get("opportunity")?.fields;
  const name = typeof stage === "string" ? stage : JSON.stringify(stage);
  const of = (zh: string, en: string): { problem: Label } => ({ problem: { zh: `阶段“${name}”：${zh}`, en: `stage “${name}”: ${en}` } });
  if (typeof stage !== "string" || closedStages.has(stage) || !fields?.get("stage")?.options?.some((o) => o.value === stage))
    return of("不是商机阶段的选项，或是赢单、输单、无效（它们始终存在）", "is no stage of opportunities, or one of won, lost and void, which always exist");
  if (typeof probability !== "number" || !(probability >= 0 && probability <= 100)) return of("赢单率必须是 0 到 100", "the probability must be 0 to 100");
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) return of(`没有“${unknown}”这一项`, `has no “${unknown}”`);
  const read: PipelineStage = { stage, probability };
  if (label !== undefined && label !== null) {
    const { zh, en } = label as Partial<Label>;
    if (!isLabel(zh) || !isLabel(en)) return of("名称要有中文和英文，各不超过 50 个字", "the label needs Chinese and English, at most 50 characters each");
    read.label = { zh: zh.trim(), en: en.trim() };
  }
  if (stalled_days !== undefined && stalled_days !== null) {
    if (!Number.isInteger(stalled_days) || (stalled_days as number) < 1 || (stalled_days as number) > maximumDays)
      return of(`停滞天数必须是 1 到 ${maximumDays} 的整数`, `stalled_days must be a whole number from 1 to ${maximumDays}`);
    read.stalled_days = stalled_days as number;
  }
  if (required_fields !== undefined && required_fields !== null) {
    if (!Array.isArray(required_fields) || required_fields.length > 30)
      return of("必填字段是字段名的列表，最多 30 个", "required_fields is a list of at most 30 field names");
    for (const field of required_fields as unknown[]) {
      const known = typeof field === "string" ? fields?.get(field) : undefined;
      if (!known || known.readOnly)
        return of(`“${String(field)}”不是可填写的商机字段`, `“${String(field)}” is no field of opportunities that can be filled in`);
    }
    if (required_fields.length) read.required_fields = [...new Set(required_fields as string[])];
  }
  return read;
}

function isLabel(text: unknown): text is string {
  return typeof text === "string" && text.trim() !== "" && text.length <= 50;
}
