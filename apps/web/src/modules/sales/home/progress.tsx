import { useTranslation } from "react-i18next";
import { LineChart } from "../../../charts/line-chart.tsx";
import { dayOf } from "../../../format/date.ts";
import { mainCurrency } from "../../../format/money-sums.ts";
import { formatCompactMoney, formatShortMoney } from "../../../format/number.ts";
import { useHomeScope } from "../../../home/home-scope.ts";
import { WidgetBones, WidgetEmpty, WidgetFrame } from "../../../home/widget-frame.tsx";
import { FigureLink } from "./figure-link.tsx";
import { sumOf, useFigures, useObject, wonIn } from "./figures.ts";
import { daysIn, monthBack, runningTotals } from "./months.ts";

/** What this month has brought so far, day by day, beside the month before. */
export default function Progress() {
  const { t } = useTranslation();
  const { scope, scene } = useHomeScope();
  const { path } = useObject("opportunity");
  const { rows } = useFigures({
    object: "opportunity",
    group: "closed_at:day,amount_currency",
    measures: "count,sum(amount)",
    filter: { stage: "won", closed_at: { gte: { relative: "last_month" } } },
    scene,
  });
  const currency = mainCurrency([sumOf(rows, "sum(amount)")]);
  const byDay = new Map(
    (rows ?? []).filter((r) => r.amount_currency === currency).map((r) => [String(r["closed_at:day"]).slice(0, 10), Number(r["sum(amount)"] ?? 0)]),
  );
  const [now, before] = [monthBack(0), monthBack(1)];
  const days = Math.max(daysIn(now), daysIn(before));
  return (
    <WidgetFrame
      title={t("home.progress.title")}
      action={
        <FigureLink path={path} filter={wonIn({ relative: "this_month" })} scope={scope} sort="-closed_at" className="k-widget-more">
          {t("home.progress.deals")}
        </FigureLink>
      }
    >
      {rows === undefined ? <WidgetBones /> : null}
      {rows?.length === 0 ? <WidgetEmpty>{t("home.trend.none")}</WidgetEmpty> : null}
      {rows && rows.length > 0 ? (
        <LineChart
          label={t("home.progress.title")}
          points={Array.from({ length: days }, (_, i) => t("home.progress.day", { day: i + 1 }))}
          series={[
            { key: "now", label: t("home.progress.now"), values: runningTotals(byDay, now, days, Number(dayOf(new Date()).slice(8, 10))), isMain: true },
            { key: "before", label: t("home.progress.before"), values: runningTotals(byDay, before, days, 31) },
          ]}
          format={(value) => formatShortMoney(value, currency)}
          formatAxis={(value) => formatCompactMoney(value, currency)}
        />
      ) : null}
    </WidgetFrame>
  );
}
