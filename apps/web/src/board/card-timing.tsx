import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { labelOf } from "../api/catalog.ts";
import type { ApiRecord } from "../api/types.ts";
import { dayOf, formatDate } from "../format/date.ts";
import { dayOfValue, daysBetween } from "../format/days.ts";
import type { CardPlan } from "./card-plan.ts";
import { stallOf } from "./stall.ts";

/** What comes next and when, how long the card has been here, and whether it has gone quiet. */
export function CardTiming({ plan, record, isClosed }: { plan: CardPlan; record: ApiRecord; isClosed: boolean }) {
  const { t } = useTranslation();
  const today = dayOf(new Date());
  const isStalled = plan.stalled !== undefined && record[plan.stalled.name] === true;
  const since = plan.since && dayOfValue(record[plan.since.name]);
  const touched = plan.touched && dayOfValue(record[plan.touched.name]);
  const step = plan.next ? record[plan.next.name] : undefined;
  const due = plan.date && dayOfValue(record[plan.date.name]);
  const quietDays = touched ? daysBetween(touched, today) : undefined;
  const hereDays = since ? daysBetween(since, today) : undefined;
  const stall = stallOf(quietDays, hereDays);
  return (
    <>
      <span className="k-deal-next">
        {typeof step === "string" && step !== "" && !isClosed ? <span className="k-ellipsis">{step}</span> : null}
        {due && !isClosed && plan.date ? (
          <span className={due < today ? "is-late" : due === today ? "is-today" : undefined} title={`${labelOf(plan.date.label)} ${formatDate(due)}`}>
            {nearDay(due, today)}
          </span>
        ) : null}
      </span>
      {isStalled && !isClosed ? (
        <span className="k-tag is-amber">{t(`board.${stall.words}`, { count: stall.days })}</span>
      ) : hereDays ? (
        <span className="k-deal-days" title={t("board.daysHere", { count: hereDays })}>
          {t("board.days", { count: hereDays })}
        </span>
      ) : null}
    </>
  );
}

function nearDay(day: string, today: string): string {
  const { t } = i18next;
  const days = daysBetween(today, day);
  if (days === 0) return t("common.today");
  if (days === 1) return t("common.tomorrow");
  if (days < 0 && days >= -99) return t("board.lateDays", { count: -days });
  return day.slice(0, 4) === today.slice(0, 4)
    ? formatDate(day)
        .replace(/^\d{4}-/, "")
        .replace(/, \d{4}$/, "")
    : formatDate(day);
}
