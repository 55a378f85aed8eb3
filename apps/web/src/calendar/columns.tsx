import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useRecordName } from "../api/record-names.ts";
import { Person } from "../shell/avatar.tsx";
import type { Entry } from "./entry.ts";
import type { Handlers } from "./handlers.ts";
import type { TimeColumn } from "./time-column.ts";
import { TimeGrid } from "./time-grid.tsx";
import { dayWords } from "./time-words.ts";

interface Common {
  entries: readonly Entry[];
  handlers: Handlers;
  label: string;
}

/** One or more days side by side. */
export function DayColumns({ days, today, entries, handlers, label }: Common & { days: readonly string[]; today: string }) {
  const columns = useMemo(
    () =>
      days.map(
        (day): TimeColumn => ({
          key: day,
          day,
          label: dayWords(day, { month: "long", day: "numeric", weekday: "long" }),
          head:
            days.length === 1 ? (
              <b>{dayWords(day, { weekday: "long" })}</b>
            ) : (
              <button type="button" className={`k-day-head${day === today ? " is-today" : ""}`} onClick={() => handlers.goTo(day)}>
                <span className="k-visually-hidden">{dayWords(day, { month: "long", day: "numeric", weekday: "long" })}</span>
                <span aria-hidden="true">{dayWords(day, { weekday: "short" })}</span>
                <b aria-hidden="true">{Number(day.slice(8))}</b>
              </button>
            ),
          entries: entries.filter((e) => e.firstDay <= day && e.lastDay >= day),
        }),
      ),
    [days, today, entries, handlers],
  );
  return <TimeGrid key={days.length} columns={columns} handlers={handlers} label={label} />;
}

/** One day of several people side by side. */
export function PeopleColumns({ day, users, entries, handlers, label }: Common & { day: string; users: readonly string[] }) {
  const { t } = useTranslation();
  const columns = useMemo(
    () =>
      users.map(
        (userId): TimeColumn => ({
          key: userId,
          day,
          userId,
          label: t("calendar.columnOf"),
          head: <Name id={userId} />,
          entries: entries.filter((e) => e.firstDay <= day && e.lastDay >= day && e.userIds.includes(userId)),
        }),
      ),
    [day, users, entries, t],
  );
  return <TimeGrid columns={columns} handlers={handlers} label={label} isPeople />;
}

function Name({ id }: { id: string }) {
  const name = useRecordName("user", id);
  return name === undefined ? <span className="k-bone" style={{ width: 64 }} /> : <Person name={name ?? "—"} />;
}
