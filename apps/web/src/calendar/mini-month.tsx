import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { weekdayName } from "../fields/recurrence/words.ts";
import { Icon } from "../icons/icon.tsx";
import { addDays, addMonths, monthDays, weekdayOf } from "./days.ts";
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
  const grid = useRef<HTMLDivElement>(null);
  // one stop for the Tab key: the chosen day, or the first of another month
  const [reached, setReached] = useState<string>();
  const stop = reached && days.includes(reached) ? reached : days.includes(day) ? day : (days.find((d) => d.slice(0, 7) === month.slice(0, 7)) as string);
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = addDays(stop, step);
    if (!days.includes(next)) flushSync(() => setMonth(next));
    flushSync(() => setReached(next));
    grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  };
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
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys of the days inside */}
      <div className="k-mini-days" ref={grid} onKeyDown={walk}>
        {days.slice(0, 7).map((d) => (
          <span key={d} aria-hidden="true">
            {weekdayName(weekdayOf(d), "narrow")}
          </span>
        ))}
        {days.map((d) => (
          <button
            key={d}
            type="button"
            tabIndex={d === stop ? 0 : -1}
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
