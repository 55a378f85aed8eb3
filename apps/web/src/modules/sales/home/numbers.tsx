import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Sparkline } from "../../../charts/sparkline.tsx";
import { dayOf } from "../../../format/date.ts";
import { addSums, formatExactSums, formatSums, mainCurrency } from "../../../format/money-sums.ts";
import { formatNumber } from "../../../format/number.ts";
import { useHomeScope } from "../../../home/home-scope.ts";
import { Tiles } from "../../../home/widget-frame.tsx";
import { FigureLink } from "./figure-link.tsx";
import { countOf, type Filter, openDeals, sumOf, useFigures, useObject, wonIn } from "./figures.ts";
import { monthBack } from "./months.ts";

const untilToday: Filter = { status: "open", due_at: { lte: { relative: "today" } } };
const newLeads: Filter = { status: "new" };
const thisMonth = wonIn({ relative: "this_month" });
const sinceLastMonth: Filter = { stage: "won", closed_at: { gte: { relative: "last_month" } } };

/** Four figures to begin with; each opens the records behind it. */
export default function Numbers() {
  return (
    <Tiles>
      <PipelineTile />
      <WonTile />
      <LeadsTile />
      <TasksTile />
    </Tiles>
  );
}

interface TileProps {
  path: string;
  filter: Filter;
  sort?: string;
  title: string;
  figure: string | undefined;
  exact?: string;
  note: ReactNode;
  side?: ReactNode;
}

function Tile({ path, filter, sort, title, figure, exact, note, side }: TileProps) {
  const { scope } = useHomeScope();
  return (
    <FigureLink path={path} filter={filter} scope={scope} {...(sort ? { sort } : {})} className="k-panel k-tile">
      <span className="k-tile-title">{title}</span>
      <b className="k-tile-figure" title={exact}>
        {figure ?? <span className="k-bone" style={{ width: 120, height: 22 }} />}
      </b>
      <span className="k-tile-note">{note ?? <span className="k-bone" style={{ width: 90 }} />}</span>
      {side ? <span className="k-tile-side">{side}</span> : null}
    </FigureLink>
  );
}

function PipelineTile() {
  const { t } = useTranslation();
  const { scene, isTeam } = useHomeScope();
  const { path } = useObject("opportunity");
  const { rows } = useFigures({
    object: "opportunity",
    group: "amount_currency",
    measures: "count,sum(amount),sum(amount*probability)",
    filter: openDeals,
    scene,
  });
  const sums = sumOf(rows, "sum(amount)");
  return (
    <Tile
      path={path}
      filter={openDeals}
      title={t(isTeam ? "home.numbers.teamPipeline" : "home.numbers.pipeline")}
      figure={rows && formatSums(sums)}
      exact={formatExactSums(sums)}
      note={
        rows &&
        t("home.numbers.pipelineNote", {
          count: countOf(rows),
          formatted: formatNumber(countOf(rows)),
          weighted: formatSums(sumOf(rows, "sum(amount*probability)")),
        })
      }
    />
  );
}

function WonTile() {
  const { t } = useTranslation();
  const { scene } = useHomeScope();
  const { path } = useObject("opportunity");
  const { rows } = useFigures({ object: "opportunity", group: "closed_at:day,amount_currency", measures: "count,sum(amount)", filter: sinceLastMonth, scene });
  const { rows: months } = useFigures({
    object: "opportunity",
    group: "closed_at:month,amount_currency",
    measures: "sum(amount)",
    filter: { stage: "won", closed_at: { gte: { relative: "months", offset: -5 } } },
    scene,
  });
  const today = dayOf(new Date());
  const inMonth = (month: string, until = "99") =>
    sumOf(
      (rows ?? []).filter((r) => String(r["closed_at:day"]).startsWith(month) && String(r["closed_at:day"]).slice(8, 10) <= until),
      "sum(amount)",
    );
  const now = inMonth(monthBack(0));
  const before = inMonth(monthBack(1), today.slice(8, 10));
  const currency = mainCurrency([now, before]);
  const change = Number(before[currency] ?? 0) > 0 ? Math.round((Number(now[currency] ?? 0) / Number(before[currency]) - 1) * 100) : undefined;
  const values = [5, 4, 3, 2, 1, 0].map((back) =>
    Number(
      sumOf(
        (months ?? []).filter((r) => String(r["closed_at:month"]).startsWith(monthBack(back))),
        "sum(amount)",
      )[currency] ?? 0,
    ),
  );
  return (
    <Tile
      path={path}
      filter={thisMonth}
      sort="-closed_at"
      title={t("home.numbers.won")}
      figure={rows && formatSums(now)}
      exact={formatExactSums(addSums(now))}
      note={
        rows && (
          <>
            {t("home.numbers.wonBefore", { sum: formatSums(before) })}
            {change === undefined ? null : (
              <em className={change < 0 ? "is-down" : "is-up"}>{t(change < 0 ? "home.numbers.down" : "home.numbers.up", { percent: Math.abs(change) })}</em>
            )}
          </>
        )
      }
      side={<Sparkline values={values} />}
    />
  );
}

function LeadsTile() {
  const { t } = useTranslation();
  const { scene } = useHomeScope();
  const { path } = useObject("lead");
  const { rows } = useFigures({ object: "lead", measures: "count", filter: newLeads, scene });
  const { rows: today } = useFigures({ object: "lead", measures: "count", filter: { created_at: { eq: { relative: "today" } } }, scene });
  const { rows: month } = useFigures({
    object: "lead",
    measures: "count,avg(response_minutes)",
    filter: { first_response_at: { eq: { relative: "this_month" } } },
    scene,
  });
  const minutes = month?.[0]?.["avg(response_minutes)"];
  return (
    <Tile
      path={path}
      filter={newLeads}
      sort="created_at"
      title={t("home.numbers.leads")}
      figure={rows && formatNumber(countOf(rows))}
      note={
        today && (
          <>
            {t("home.numbers.leadsToday", { count: countOf(today) })}
            {minutes == null ? null : ` · ${t("home.numbers.response", { time: minutesText(Number(minutes), t) })}`}
          </>
        )
      }
    />
  );
}

function minutesText(minutes: number, t: (key: string, values: { count: number }) => string): string {
  return minutes < 90 ? t("home.time.minutes", { count: Math.round(minutes) }) : t("home.time.hours", { count: Math.round(minutes / 60) });
}

function TasksTile() {
  const { t } = useTranslation();
  const { scene } = useHomeScope();
  const { path } = useObject("task");
  const { rows } = useFigures({ object: "task", measures: "count", filter: untilToday, scene });
  const { rows: late } = useFigures({ object: "task", measures: "count", filter: { status: "open", due_at: { lt: { relative: "today" } } }, scene });
  const overdue = countOf(late);
  return (
    <Tile
      path={path}
      filter={untilToday}
      sort="due_at"
      title={t("home.numbers.tasks")}
      figure={rows && formatNumber(countOf(rows))}
      note={late && (overdue > 0 ? <span className="k-tag is-red">{t("home.numbers.overdue", { count: overdue })}</span> : t("home.numbers.noneOverdue"))}
    />
  );
}
