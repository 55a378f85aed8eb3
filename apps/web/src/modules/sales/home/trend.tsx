import { useTranslation } from "react-i18next";
import { ColumnChart } from "../../../charts/column-chart.tsx";
import { formatMonth } from "../../../format/date.ts";
import { formatBriefSums, formatSums, mainCurrency } from "../../../format/money-sums.ts";
import { useHomeScope } from "../../../home/home-scope.ts";
import { WidgetBones, WidgetEmpty, WidgetFrame } from "../../../home/widget-frame.tsx";
import { FigureLink } from "./figure-link.tsx";
import { countOf, sumOf, useFigures, useObject, wonIn } from "./figures.ts";
import { monthBack } from "./months.ts";

const months = 12;

/** What was won in each of the last twelve months; each column opens its deals. */
export default function Trend() {
  const { t } = useTranslation();
  const { scope, scene } = useHomeScope();
  const { path } = useObject("opportunity");
  const { rows } = useFigures({
    object: "opportunity",
    group: "closed_at:month,amount_currency",
    measures: "count,sum(amount)",
    filter: { stage: "won", closed_at: { gte: { relative: "months", offset: 1 - months } } },
    scene,
  });
  const currency = mainCurrency([sumOf(rows, "sum(amount)")]);
  const columns = Array.from({ length: months }, (_, i) => {
    const month = monthBack(months - 1 - i);
    const own = (rows ?? []).filter((r) => String(r["closed_at:month"]).startsWith(month));
    const sum = sumOf(own, "sum(amount)");
    return {
      key: String(i - months + 1),
      label: formatMonth(month),
      value: Number(sum[currency] ?? 0),
      figure: formatSums(sum),
      brief: formatBriefSums({ [currency]: sum[currency] ?? "0" }),
      detail: t("home.trend.count", { count: countOf(own) }),
      isCurrent: i === months - 1,
    };
  });
  return (
    <WidgetFrame title={t("home.trend.title")} note={t("home.trend.note", { count: months })}>
      {rows === undefined ? <WidgetBones /> : null}
      {rows?.length === 0 ? <WidgetEmpty>{t("home.trend.none")}</WidgetEmpty> : null}
      {rows && rows.length > 0 ? (
        <ColumnChart
          label={t("home.trend.title")}
          columns={columns}
          link={(column, content, className, name) => (
            <FigureLink
              path={path}
              filter={wonIn({ relative: "months", offset: Number(column.key) })}
              scope={scope}
              sort="-closed_at"
              className={className}
              label={name}
            >
              {content}
            </FigureLink>
          )}
        />
      ) : null}
    </WidgetFrame>
  );
}
