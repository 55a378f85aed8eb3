import { useTranslation } from "react-i18next";
import { fieldOf } from "../../../api/catalog.ts";
import { Donut } from "../../../charts/donut.tsx";
import { optionLabel } from "../../../fields/select/option-tag.tsx";
import { formatNumber } from "../../../format/number.ts";
import { useHomeScope } from "../../../home/home-scope.ts";
import { WidgetBones, WidgetEmpty, WidgetFrame } from "../../../home/widget-frame.tsx";
import { FigureLink } from "./figure-link.tsx";
import { countOf, type Filter, useFigures, useObject } from "./figures.ts";

const thisQuarter: Filter = { created_at: { eq: { relative: "this_quarter" } } };

/** Where this quarter's leads come from. */
export default function Sources() {
  const { t } = useTranslation();
  const { scope, scene } = useHomeScope();
  const object = useObject("lead");
  const { rows } = useFigures({ object: "lead", group: "source", measures: "count", filter: thisQuarter, scene });
  const field = fieldOf(object, "source");
  const ranked = [...(rows ?? [])].sort((a, b) => Number(b.count) - Number(a.count));
  const [first, rest] = ranked.length > 6 ? [ranked.slice(0, 5), ranked.slice(5)] : [ranked, []];
  const slices = first.map((row) => ({
    key: String(row.source ?? ""),
    label: row.source == null ? t("home.sources.unknown") : field ? optionLabel(field, row.source) : String(row.source),
    value: Number(row.count),
    figure: formatNumber(Number(row.count)),
  }));
  if (rest.length > 0) slices.push({ key: "*", label: t("home.sources.others"), value: countOf(rest), figure: formatNumber(countOf(rest)) });
  const filterOf = (key: string): Filter => {
    if (key === "*") return { ...thisQuarter, source: { nin: first.flatMap((r) => (r.source == null ? [] : [r.source])) } };
    return { ...thisQuarter, source: key === "" ? { empty: true } : key };
  };
  return (
    <WidgetFrame title={t("home.sources.title")} note={t("home.forecast.this_quarter")}>
      {rows === undefined ? <WidgetBones /> : null}
      {rows?.length === 0 ? <WidgetEmpty>{t("home.sources.none")}</WidgetEmpty> : null}
      {rows && rows.length > 0 ? (
        <Donut
          label={t("home.sources.title")}
          slices={slices}
          total={formatNumber(countOf(rows))}
          totalLabel={t("home.sources.total")}
          link={(slice, content, className) => (
            <FigureLink path={object.path} filter={filterOf(slice.key)} scope={scope} className={className}>
              {content}
            </FigureLink>
          )}
        />
      ) : null}
    </WidgetFrame>
  );
}
