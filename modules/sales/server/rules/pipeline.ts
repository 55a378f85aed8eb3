import { currentCatalog, type ObjectRules, type PendingWrite, writeBatch } from "@keshu/records";
import { closedStages, type PipelineStage } from "../../shared/stages.ts";
import { asSystem } from "../rights.ts";
import { storing } from "./checks.ts";

export const pipelineRules: ObjectRules = {
  object: "pipeline",
  beforeWrite(_ctx, rows) {
    for (const row of storing(rows)) if ("stages" in row.values) checkStages(row);
  },
  /** One pipeline is the default: the one named last. */
  async afterWrite(ctx, rows) {
    const chosen = rows.filter((r) => (r.operation === "create" || r.operation === "update") && r.values.is_default === true).at(-1);
    if (!chosen) return;
    const { rows: others } = await ctx.db.query<{ id: string }>(
      "select id from crm.pipeline where is_default and deleted_at is null and id <> $1 order by id",
      [chosen.id],
    );
    const object = currentCatalog().byName.get("pipeline");
    if (object && others.length) await writeBatch(asSystem(ctx), object, { operation: "update", records: others.map(({ id }) => ({ id, is_default: false })) });
  },
};

function checkStages(row: PendingWrite): void {
  const read = readStages(row.values.stages);
  if (typeof read === "string") row.problems.push({ path: "stages", code: "INVALID_STAGES", params: { reason: read } });
  else row.values.stages = read;
}

/** The stages, or what is wrong with them. */
function readStages(stages: unknown): PipelineStage[] | string {
  if (!Array.isArray(stages) || stages.length === 0 || stages.length > 50) return '[{"stage":"discovery","probability":10}]';
  const known = new Set(
    currentCatalog()
      .byName.get("opportunity")
      ?.fields.get("stage")
      ?.options?.map((o) => o.value),
  );
  const read: PipelineStage[] = [];
  for (const entry of stages as unknown[]) {
    const { stage, probability, ...rest } = (typeof entry === "object" && entry !== null ? entry : {}) as Record<string, unknown>;
    if (typeof stage !== "string" || !known.has(stage) || closedStages.has(stage) || read.some((s) => s.stage === stage))
      return `stage ${JSON.stringify(stage)}`;
    if (typeof probability !== "number" || !(probability >= 0 && probability <= 100)) return `probability ${JSON.stringify(probability)}`;
    if (Object.keys(rest).length) return Object.keys(rest).join(", ");
    read.push({ stage, probability });
  }
  return read;
}
