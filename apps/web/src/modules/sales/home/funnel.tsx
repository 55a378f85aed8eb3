import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../../../api/catalog.ts";
import { columnsOf } from "../../../board/board-columns.ts";
import { chosenPipeline } from "../../../board/board-query.ts";
import { usePipelines } from "../../../board/pipelines.ts";
import { BarRows } from "../../../charts/bar-rows.tsx";
import { formatSums, mainCurrency } from "../../../format/money-sums.ts";
import { formatNumber } from "../../../format/number.ts";
import { useHomeScope } from "../../../home/home-scope.ts";
import { WidgetBones, WidgetEmpty, WidgetFrame } from "../../../home/widget-frame.tsx";
import { FigureLink } from "./figure-link.tsx";
import { countOf, grouped, openDeals, sumOf, useFigures, useObject } from "./figures.ts";

/** Open deals by stage of the default pipeline: how many, and what they are worth. */
export default function Funnel() {
  const { t } = useTranslation();
  const { scope, scene, isTeam } = useHomeScope();
  const object = useObject("opportunity");
  const { pipelines } = usePipelines(object);
  const pipeline = chosenPipeline(pipelines ?? [], undefined);
  const several = (pipelines ?? []).filter((p) => p.isActive).length > 1;
  const within = pipeline && several ? { pipeline_id: pipeline.id } : {};
  const { rows } = useFigures({
    object: "opportunity",
    group: "stage,amount_currency",
    measures: "count,sum(amount)",
    filter: { ...openDeals, ...within },
    scene,
    isEnabled: pipelines !== undefined,
  });
  const field = fieldOf(object, "stage");
  const byStage = grouped(rows, "stage");
  const currency = mainCurrency([sumOf(rows, "sum(amount)")]);
  const stages = field ? columnsOf(object, field, pipeline, [...byStage.keys()]).filter((c) => !c.isClosed) : [];
  const bars = stages.map((stage) => {
    const own = byStage.get(stage.value ?? "") ?? [];
    const sum = sumOf(own, "sum(amount)");
    return {
      key: stage.value ?? "",
      label: labelOf(stage.label),
      value: Number(sum[currency] ?? 0),
      figure: formatSums(sum),
      detail: t("home.funnel.count", { count: countOf(own), formatted: formatNumber(countOf(own)) }),
    };
  });
  return (
    <WidgetFrame title={t(isTeam ? "home.funnel.team" : "home.funnel.title")} note={several ? pipeline?.name : undefined}>
      {rows === undefined ? <WidgetBones /> : null}
      {rows && countOf(rows) === 0 ? <WidgetEmpty>{t("home.funnel.none")}</WidgetEmpty> : null}
      {rows && countOf(rows) > 0 ? (
        <BarRows
          label={t("home.funnel.title")}
          rows={bars}
          link={(row, content, className) => (
            <FigureLink path={object.path} filter={{ stage: row.key, ...within }} scope={scope} className={className}>
              {content}
            </FigureLink>
          )}
        />
      ) : null}
    </WidgetFrame>
  );
}
