import i18next from "i18next";
import { records } from "../../api/records.ts";

const pageSize = 500;

/**
 * Moves every open deal of a stage to another stage of the same pipeline.
 * @throws Error with the server's reason when one of them may not go there
 */
export async function moveDeals(pipelineId: string, from: string, to: string): Promise<void> {
  for (;;) {
    const { data } = await records.list("opportunities", { filter: JSON.stringify({ pipeline_id: pipelineId, stage: from }), fields: "id", limit: pageSize });
    if (data.length === 0) return;
    const { results } = await records.batch(
      "opportunities",
      "update",
      data.map((deal) => ({ id: deal.id, stage: to })),
    );
    const refused = results.filter((r) => !r.ok);
    const [first] = refused;
    if (first && !first.ok)
      throw new Error(i18next.t("settings.pipelines.notMoved", { count: refused.length, reason: first.errors[0]?.message ?? first.code }));
  }
}
