import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf, useCatalog } from "../../api/catalog.ts";
import { records } from "../../api/records.ts";
import { readPipeline } from "../../board/pipelines.ts";
import { optionLabel } from "../../fields/select/option-tag.tsx";
import { formatNumber, formatPercent } from "../../format/number.ts";
import { BoneRows } from "../../shell/page-skeleton.tsx";
import { SettingsGuard } from "../settings-guard.tsx";
import "./pipelines.css";

export const pipelinesQuery = {
  queryKey: ["records", "pipelines", "list", "settings"],
  queryFn: async () => (await records.list("pipelines", { limit: 200, sort: "created_at" })).data,
};

/** How many open deals stand in each stage of each pipeline the reader sees. */
export const dealsQuery = {
  queryKey: ["records", "opportunities", "list", "pipelines"],
  queryFn: async () => (await records.aggregate("opportunities", { group: "pipeline_id,stage", measures: "count" })).data,
};

export function PipelinesPage() {
  const { t } = useTranslation();
  return (
    <SettingsGuard title={t("settings.pipelines.title")} isOpen={(me) => me.is_administrator}>
      <Pipelines />
    </SettingsGuard>
  );
}

/** Every pipeline with its stages in order and what is in them. */
function Pipelines() {
  const { t } = useTranslation();
  const { byName } = useCatalog();
  const { data } = useQuery(pipelinesQuery);
  const { data: deals } = useQuery(dealsQuery);
  const object = byName.get("pipeline");
  const stage = fieldOf(byName.get("opportunity") ?? ({ fields: [] } as never), "stage");
  const countIn = (pipeline: string, value?: string) =>
    (deals ?? [])
      .filter((d) => d.pipeline_id === pipeline && (value ? d.stage === value : !["won", "lost", "void"].includes(String(d.stage))))
      .reduce((sum, d) => sum + Number(d.count), 0);
  return (
    <>
      <div className="k-section-head">
        <p>{t("settings.pipelines.text")}</p>
        <span className="k-space" />
        <Link to="/settings/pipelines/$id" params={{ id: "new" }} className="k-button is-primary">
          {t("settings.pipelines.new")}
        </Link>
      </div>
      {data ? null : (
        <div className="k-panel">
          <BoneRows count={4} />
        </div>
      )}
      <ul className="k-pipelines">
        {data
          ?.map((record) => readPipeline(record, object))
          .map((pipeline) => (
            <li key={pipeline.id} className="k-panel">
              <div className="k-pipeline-head">
                <h2>
                  <Link to="/settings/pipelines/$id" params={{ id: pipeline.id }}>
                    {pipeline.name}
                  </Link>
                </h2>
                {pipeline.isDefault ? <span className="k-tag is-jade">{t("settings.pipelines.default")}</span> : null}
                {pipeline.isActive ? null : <span className="k-tag">{t("settings.pipelines.inactive")}</span>}
                <span className="k-space" />
                <Link
                  to="/o/$path"
                  params={{ path: "opportunities" }}
                  search={{ kind: "board", filter: { pipeline_id: { eq: pipeline.id } } }}
                  className="k-muted"
                >
                  {t("settings.pipelines.open", { count: countIn(pipeline.id), formatted: formatNumber(countIn(pipeline.id)) })}
                </Link>
              </div>
              <ol className="k-pipeline-stages">
                {pipeline.stages.map((s) => (
                  <li key={s.stage}>
                    <span>{labelOf(s.label) || (stage ? optionLabel(stage, s.stage) : s.stage)}</span>
                    <span className="k-muted">
                      {formatPercent(s.probability)} · {formatNumber(countIn(pipeline.id, s.stage))}
                    </span>
                  </li>
                ))}
              </ol>
            </li>
          ))}
      </ul>
    </>
  );
}
