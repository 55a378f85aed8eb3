import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../../api/catalog.ts";
import { records } from "../../../api/records.ts";
import { type BarRow, BarRows } from "../../../charts/bar-rows.tsx";
import { formatSums, mainCurrency } from "../../../format/money-sums.ts";
import { formatNumber } from "../../../format/number.ts";
import { WidgetBones, WidgetEmpty, WidgetFrame } from "../../../home/widget-frame.tsx";
import { FigureLink } from "./figure-link.tsx";
import { countOf, grouped, openDeals, type Row, sumOf, useFigures, useObject } from "./figures.ts";

const shown = 8;

/** Open deals by who has them, the part gone quiet in amber. */
export default function People() {
  const { t } = useTranslation();
  const object = useObject("opportunity");
  const { rows } = useFigures({
    object: "opportunity",
    group: "owner_id,is_stalled,amount_currency",
    measures: "count,sum(amount)",
    filter: openDeals,
    scene: "all",
  });
  const byOwner = [...grouped(rows, "owner_id")].filter(([id]) => id !== "");
  const currency = mainCurrency([sumOf(rows, "sum(amount)")]);
  const amountOf = (own: Row[]): number => Number(sumOf(own, "sum(amount)")[currency] ?? 0);
  const ranked = byOwner.sort(([, a], [, b]) => amountOf(b) - amountOf(a)).slice(0, shown);
  const names = usePeopleNames(ranked.map(([id]) => id));
  const bars: BarRow[] = ranked.map(([id, own]) => {
    const quiet = own.filter((r) => r.is_stalled === true);
    return {
      key: id,
      label: names.get(id) ?? "…",
      value: amountOf(own),
      marked: amountOf(quiet),
      figure: formatSums(sumOf(own, "sum(amount)")),
      detail: [
        t("home.people.deals", { count: countOf(own), formatted: formatNumber(countOf(own)) }),
        countOf(quiet) > 0 ? t("home.people.quiet", { count: countOf(quiet) }) : "",
      ]
        .filter(Boolean)
        .join(" · "),
    };
  });
  return (
    <WidgetFrame title={t("home.people.title")} note={byOwner.length > shown ? t("home.people.first", { count: shown, total: byOwner.length }) : undefined}>
      {rows === undefined ? <WidgetBones /> : null}
      {rows?.length === 0 ? <WidgetEmpty>{t("home.funnel.none")}</WidgetEmpty> : null}
      <BarRows
        label={t("home.people.title")}
        rows={bars}
        link={(row, content, className) => (
          <FigureLink path={object.path} filter={{ ...openDeals, owner_id: row.key }} scope="team" className={className}>
            {content}
          </FigureLink>
        )}
      />
    </WidgetFrame>
  );
}

/** Names of colleagues by id, from one request. */
export function usePeopleNames(ids: readonly string[]): Map<string, string> {
  const path = useCatalog().byName.get("user")?.path ?? "users";
  const wanted = [...ids].sort();
  const { data } = useQuery({
    queryKey: ["records", path, "list", "names", wanted],
    queryFn: async () => (await records.list(path, { filter: JSON.stringify({ id: { in: wanted } }), fields: "id,name", limit: 200 })).data,
    enabled: wanted.length > 0,
    staleTime: 5 * 60_000,
  });
  return new Map((data ?? []).map((u) => [u.id, String(u.name ?? "")]));
}
