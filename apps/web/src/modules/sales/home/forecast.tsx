import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf } from "../../../api/catalog.ts";
import { StackedBar } from "../../../charts/stacked-bar.tsx";
import { optionLabel } from "../../../fields/select/option-tag.tsx";
import { addSums, formatExactSums, formatSums, mainCurrency } from "../../../format/money-sums.ts";
import { useHomeScope } from "../../../home/home-scope.ts";
import { WidgetBones, WidgetFrame } from "../../../home/widget-frame.tsx";
import { FigureLink } from "./figure-link.tsx";
import { countOf, type Filter, grouped, openDeals, sumOf, useFigures, useObject, wonIn } from "./figures.ts";

const categories = [
  ["commit", "jade"],
  ["best_case", "blue"],
  ["pipeline", "gray"],
] as const;

/** What this month or quarter will bring: already won, then what is committed, likely and possible, by expected closing. */
export default function Forecast() {
  const { t } = useTranslation();
  const { scope, scene } = useHomeScope();
  const object = useObject("opportunity");
  const [period, setPeriod] = useState<"this_month" | "this_quarter">("this_month");
  const field = fieldOf(object, "forecast_category");
  const due: Filter = { ...openDeals, expected_close_date: { eq: { relative: period } } };
  const closed = wonIn({ relative: period });
  const { rows: won } = useFigures({ object: "opportunity", group: "amount_currency", measures: "count,sum(amount)", filter: closed, scene });
  const { rows } = useFigures({
    object: "opportunity",
    group: "forecast_category,amount_currency",
    measures: "count,sum(amount),sum(amount*probability)",
    filter: due,
    scene,
  });
  const byCategory = grouped(rows, "forecast_category");
  const currency = mainCurrency([sumOf(won, "sum(amount)"), sumOf(rows, "sum(amount)")]);
  const wonSum = sumOf(won, "sum(amount)");
  const part = (key: string, label: string, own: Record<string, unknown>[] | undefined, tone: "brand" | "jade" | "blue" | "gray") => {
    const sum = sumOf(own, "sum(amount)");
    return { key, label, tone, value: Number(sum[currency] ?? 0), figure: formatSums(sum), detail: t("home.forecast.count", { count: countOf(own) }) };
  };
  const expected = addSums(wonSum, sumOf(rows, "sum(amount*probability)"));
  return (
    <WidgetFrame
      title={t("home.forecast.title")}
      action={
        <div className="k-segments is-small" role="group" aria-label={t("home.forecast.period")}>
          {(["this_month", "this_quarter"] as const).map((choice) => (
            <button key={choice} type="button" aria-pressed={period === choice} onClick={() => setPeriod(choice)}>
              {t(`home.forecast.${choice}`)}
            </button>
          ))}
        </div>
      }
    >
      {rows === undefined || won === undefined ? (
        <WidgetBones />
      ) : (
        <>
          <p className="k-forecast-sum" title={formatExactSums(expected)}>
            {t("home.forecast.expected")} <b>{formatSums(expected)}</b>
            <span className="k-muted">{t("home.forecast.expectedHow")}</span>
          </p>
          <StackedBar
            label={t("home.forecast.title")}
            parts={[
              part("won", t("home.forecast.won"), won, "brand"),
              ...categories.map(([key, tone]) => part(key, field ? optionLabel(field, key) : key, byCategory.get(key), tone)),
            ]}
            link={(p, content, className) => (
              <FigureLink
                path={object.path}
                filter={p.key === "won" ? closed : { ...due, forecast_category: p.key }}
                scope={scope}
                sort={p.key === "won" ? "-closed_at" : "expected_close_date"}
                className={className}
              >
                {content}
              </FigureLink>
            )}
          />
        </>
      )}
    </WidgetFrame>
  );
}
