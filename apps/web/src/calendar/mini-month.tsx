import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { weekdayName } from "../fields/recurrence/words.ts";
import { Icon } from "../icons/icon.tsx";
import { addMonths, monthDays, weekdayOf } from "./days.ts";
import { dayWords } from "./time-words.ts";

interface Props {
  day: string;
  today: string;
  first: 0 | 6;
  /** Days with something on them. */
  marked: ReadonlySet<string>;
  /** Days the big calendar shows. */
  shown: ReadonlySet<string>;
  onPick: (day: string) => void;
}

/** A small month to leap about in. */
export function MiniMonth({ day, today, first, marked, shown, onPick }: Props) {
  const { t } = useTranslation();
  const [month, setMonth] = useState(day);
  useEffect(() => setMonth(day), [day]);
  const days = monthDays(month, first);
  return (
    <section className="k-mini" aria-label={t("calendar.miniMonth")}>
      <div className="k-mini-head">
        <b>{dayWords(month, { year: "numeric", month: "long" })}</b>
        <button type="button" className="k-icon-button" aria-label={t("calendar.previousMonth")} onClick={() => setMonth(addMonths(month, -1))}>
          <Icon name="left" size={14} />
        </button>
        <button type="button" className="k-icon-button" aria-label={t("calendar.nextMonth")} onClick={() => setMonth(addMonths(month, 1))}>
          <Icon name="right" size={14} />
        </button>
      </div>
      <div className="k-mini-days">
        {days.slice(0, 7).map((d) => (
          <span key={d} aria-hidden="true">
            {weekdayName(weekdayOf(d), "narrow")}
          </span>
        ))}
        {days.map((d) => (
          <button
            key={d}
            type="button"
            onClick={() => onPick(d)}
            aria-label={dayWords(d, { month: "long", day: "numeric", weekday: "long" })}
            aria-current={d === today ? "date" : undefined}
            aria-pressed={d === day}
            className={[
              d.slice(0, 7) === month.slice(0, 7) ? "" : "is-outside",
              d === today ? "is-today" : "",
              shown.has(d) ? "is-shown" : "",
              marked.has(d) ? "is-marked" : "",
            ]
              .filter(Boolean)
              .join(" ")}
          >
            {Number(d.slice(8))}
          </button>
        ))}
      </div>
    </section>
  );
}
