import { useTranslation } from "react-i18next";
import { BarRows } from "../../../charts/bar-rows.tsx";
import { formatSums } from "../../../format/money-sums.ts";
import { formatNumber } from "../../../format/number.ts";
import { WidgetBones, WidgetEmpty, WidgetFrame } from "../../../home/widget-frame.tsx";
import { FigureLink } from "./figure-link.tsx";
import { countOf, grouped, openDeals, sumOf, useFigures, useObject } from "./figures.ts";
import { usePeopleNames } from "./people.tsx";

const quiet = { ...openDeals, is_stalled: true };

/** Deals gone quiet, by who has them. */
export default function QuietPeople() {
  const { t } = useTranslation();
  const object = useObject("opportunity");
  const { rows } = useFigures({ object: "opportunity", group: "owner_id,amount_currency", measures: "count,sum(amount)", filter: quiet, scene: "all" });
  const ranked = [...grouped(rows, "owner_id")]
    .filter(([id]) => id !== "")
    .sort(([, a], [, b]) => countOf(b) - countOf(a))
    .slice(0, 8);
  const names = usePeopleNames(ranked.map(([id]) => id));
  return (
    <WidgetFrame title={t("home.quietPeople.title")} note={rows ? formatNumber(countOf(rows)) : ""}>
      {rows === undefined ? <WidgetBones /> : null}
      {rows?.length === 0 ? <WidgetEmpty>{t("home.quiet.none")}</WidgetEmpty> : null}
      <BarRows
        label={t("home.quietPeople.title")}
        rows={ranked.map(([id, own]) => ({
          key: id,
          label: names.get(id) ?? "…",
          value: countOf(own),
          figure: t("home.people.deals", { count: countOf(own), formatted: formatNumber(countOf(own)) }),
          detail: formatSums(sumOf(own, "sum(amount)")),
          tone: "amber" as const,
        }))}
        link={(row, content, className) => (
          <FigureLink path={object.path} filter={{ ...quiet, owner_id: row.key }} scope="team" sort="-amount" className={className}>
            {content}
          </FigureLink>
        )}
      />
    </WidgetFrame>
  );
}
