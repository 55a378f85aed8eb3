import { useTranslation } from "react-i18next";
import { useRecordName } from "../api/record-names.ts";
import { Icon } from "../icons/icon.tsx";
import { BoneRows } from "../shell/page-skeleton.tsx";
import { clockOf } from "./days.ts";
import { type Entry, isBar, isMark } from "./entry.ts";
import { type Handlers, placeOf } from "./handlers.ts";
import { dayWords } from "./time-words.ts";
import "./agenda.css";

interface Props {
  days: readonly string[];
  today: string;
  entries: readonly Entry[];
  handlers: Handlers;
  isLoading: boolean;
  /** Also says of days that nothing is on them. */
  showsEmpty?: boolean;
}

/** Days below one another with what is on them. */
export function Agenda({ days, today, entries, handlers, isLoading, showsEmpty = false }: Props) {
  const { t } = useTranslation();
  if (isLoading) return <BoneRows count={6} />;
  const shown = days
    .map((day) => ({ day, list: entries.filter((e) => e.firstDay <= day && e.lastDay >= day) }))
    .filter(({ list, day }) => list.length > 0 || showsEmpty || day === today);
  return (
    <div className="k-agenda">
      {shown.map(({ day, list }) => (
        <section key={day} aria-label={dayWords(day, { month: "long", day: "numeric", weekday: "long" })}>
          <h2 className={day === today ? "is-today" : undefined}>
            <span>{dayWords(day, { month: "long", day: "numeric" })}</span>
            <span className="k-muted">
              {day === today ? `${t("common.today")} · ${dayWords(day, { weekday: "long" })}` : dayWords(day, { weekday: "long" })}
            </span>
            {handlers.create ? (
              <button
                type="button"
                className="k-icon-button"
                aria-label={t("calendar.newOn", { day: dayWords(day, { month: "long", day: "numeric" }) })}
                onClick={(event) => handlers.create?.({ firstDay: day, lastDay: day, isAllDay: false, start: 540, end: 600 }, placeOf(event.currentTarget))}
              >
                <Icon name="plus" />
              </button>
            ) : null}
          </h2>
          {list.length === 0 ? <p className="k-muted">{t("calendar.nothing")}</p> : null}
          <ul>
            {list.map((entry) => (
              <li key={entry.key}>
                <button
                  type="button"
                  className={`k-agenda-row is-${handlers.colorOf(entry)}${entry.isDone && !isMark(entry) ? " is-done" : ""}`}
                  onClick={(event) => handlers.open(entry, placeOf(event.currentTarget))}
                  data-entry={entry.key}
                >
                  <span className={`k-agenda-time${entry.isOverdue ? " k-error" : ""}`}>{timeOn(entry, day, t("calendar.allDay"))}</span>
                  <i aria-hidden="true" />
                  <span className="k-agenda-text">
                    <b>{entry.title}</b>
                    <span className="k-muted">
                      {t(`calendar.kinds.${entry.kind}`, { count: 1, defaultValue: "" })}
                      {entry.place ? ` · ${entry.place}` : ""}
                      {entry.customerId ? <CustomerName id={entry.customerId} /> : null}
                    </span>
                  </span>
                  {entry.isOverdue ? <span className="k-tag is-red">{t("calendar.overdue")}</span> : null}
                  {entry.isRecurring ? <Icon name="repeat" size={14} /> : null}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function CustomerName({ id }: { id: string }) {
  const name = useRecordName("customer", id);
  return name ? <> · {name}</> : null;
}

function timeOn(entry: Entry, day: string, allDay: string): string {
  if (isBar(entry)) return allDay;
  if (entry.isPoint) return clockOf(entry.start);
  return entry.firstDay === day ? `${clockOf(entry.start)}–${clockOf(entry.end % 1440 || 1440)}` : `–${clockOf(entry.end % 1440)}`;
}
