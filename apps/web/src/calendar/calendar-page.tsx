import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Segmented } from "antd";
import { Suspense, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../api/catalog.ts";
import { useMe } from "../api/me.ts";
import { records } from "../api/records.ts";
import { Icon } from "../icons/icon.tsx";
import { usePreferences } from "../preferences/preferences.ts";
import { useIsNarrow, useMedia } from "../preferences/use-media.ts";
import { usePreference } from "../preferences/use-preference.ts";
import { lazyReady } from "../shell/lazy-ready.ts";
import { usePageTitle } from "../shell/use-page-title.ts";
import { Agenda } from "./agenda.tsx";
import { type CalendarMode, daysOf, modes, stepFrom } from "./calendar-search.ts";
import { DayColumns, PeopleColumns } from "./columns.tsx";
import { addDays, daysFrom, monthDays } from "./days.ts";
import type { Entry } from "./entry.ts";
import { MiniMonth } from "./mini-month.tsx";
import { MonthGrid } from "./month-grid.tsx";
import { useNow } from "./time-grid.tsx";
import { dayWords, rangeWords } from "./time-words.ts";
import { type Color, type Kind, kinds, useCalendar } from "./use-calendar.ts";
import { useCalendarKeys } from "./use-calendar-keys.ts";
import { useInteractions } from "./use-interactions.tsx";
import "./calendar.css";

const SidePanel = lazyReady(() => import("./side-panel.tsx").then((m) => ({ default: m.SidePanel })));
const route = getRouteApi("/shell/calendar");
const standard = Object.fromEntries(kinds.map((k) => [k.kind, k.color])) as Record<string, Color>;

/** Events, tasks, next contacts and closings of oneself and of others, by day, week, month or person. */
export function CalendarPage() {
  const { t } = useTranslation();
  usePageTitle(t("calendar.title"));
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const me = useMe();
  const isNarrow = useIsNarrow();
  const hasSide = useMedia("(min-width: 1080px)");
  const { locale } = usePreferences();
  const { byName } = useCatalog();
  const first = locale === "en" ? 6 : 0;
  const now = useNow();
  const [kept, keep] = usePreference<{ mode?: CalendarMode; shown?: Kind[]; colors?: Record<string, Color>; users?: string[] }>("calendar", {});
  const mode = search.mode ?? (isNarrow ? "agenda" : (kept.mode ?? "week"));
  const day = search.day ?? now.day;
  const shown = kept.shown ?? (["event", "task", "contact", "activity"] as Kind[]);
  const users = kept.users ?? [me.id];
  const [focused, setFocused] = useState(day);
  const days = daysOf(mode, day, first);
  // Phones show the month above the days: both from one range.
  const range = isNarrow && mode === "agenda" ? monthDays(day, first) : days;
  const colleagues = useColleagues(mode === "people" && users.length < 2, me.id);
  const people = mode === "people" && users.length < 2 ? colleagues : users;
  const { entries, isLoading, error, retry } = useCalendar({ from: range[0] ?? day, to: addDays(range.at(-1) ?? day, 1), users: people, shown });

  const go = useCallback(
    (patch: { mode?: CalendarMode; day?: string }) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [navigate],
  );
  /** From what was asked for last, which may not be drawn yet: keys and clicks in quick succession all count. */
  const step = (direction: 1 | -1) =>
    void navigate({ search: (before) => ({ ...before, day: stepFrom(before.mode ?? mode, before.day ?? day, direction) }), replace: true });
  const setMode = (next: CalendarMode) => {
    if (!isNarrow) keep({ ...kept, mode: next });
    go({ mode: next });
  };
  const colors = kept.colors;
  const colorOf = useCallback((entry: Entry): Color => colors?.[entry.kind] ?? standard[entry.kind] ?? "jade", [colors]);
  const goTo = useCallback((next: string) => go({ mode: "day", day: next }), [go]);
  const { handlers, newEvent, panels } = useInteractions({ entries, colorOf, goTo, me: me.id });
  const create = byName.get("event")?.can.create
    ? () => newEvent({ firstDay: day, lastDay: day, isAllDay: false, ...nextHour(day === now.day ? now.minute : 540) })
    : undefined;
  useCalendarKeys({ setMode, create, toToday: () => go({ day: now.day }), step });
  const marked = useMemo(() => new Set(entries.flatMap((e) => daysFrom(e.firstDay, 1))), [entries]);
  const shownDays = useMemo(() => new Set(mode === "month" ? [] : days), [mode, days]);
  const offered = modes.filter((m) => !isNarrow || m !== "week");

  return (
    <div className="k-page is-fixed k-calendar">
      <header className="k-page-head">
        <h1>{titleWords(mode, days, day, isNarrow && mode === "agenda")}</h1>
        <div className="k-calendar-step">
          <button type="button" className="k-icon-button" aria-label={t("calendar.previous")} onClick={() => step(-1)}>
            <Icon name="left" />
          </button>
          <button type="button" className="k-button" onClick={() => go({ day: now.day })} aria-keyshortcuts="t">
            {t("common.today")}
          </button>
          <button type="button" className="k-icon-button" aria-label={t("calendar.next")} onClick={() => step(1)}>
            <Icon name="right" />
          </button>
        </div>
        <span className="k-space" />
        <Segmented<CalendarMode>
          value={mode}
          onChange={setMode}
          aria-label={t("calendar.mode")}
          options={offered.map((value) => ({ value, label: t(`calendar.modes.${value}`) }))}
        />
        {create ? (
          <button type="button" className="k-button is-primary" onClick={create} aria-keyshortcuts="n">
            {isNarrow ? <Icon name="plus" /> : null}
            {t("calendar.newEvent")}
          </button>
        ) : null}
      </header>
      {error ? (
        <p className="k-calendar-error" role="alert">
          {(error as Error).message}
          <button type="button" className="k-link-button" onClick={retry}>
            {t("common.tryAgain")}
          </button>
        </p>
      ) : null}
      <div className={`k-calendar-body${isNarrow ? " is-narrow" : ""}`} aria-busy={isLoading}>
        {hasSide ? (
          <aside className="k-calendar-side" aria-label={t("calendar.side")}>
            <MiniMonth day={day} today={now.day} first={first} marked={marked} shown={shownDays} onPick={(next) => go({ day: next })} />
            <Suspense fallback={<div className="k-calendar-kinds" />}>
              <SidePanel
                shown={shown}
                setShown={(next) => keep({ ...kept, shown: next })}
                colorOf={(kind) => colors?.[kind] ?? standard[kind] ?? "jade"}
                setColor={(kind, color) => keep({ ...kept, colors: { ...colors, [kind]: color } })}
                users={users}
                setUsers={(next) => keep({ ...kept, users: next })}
              />
            </Suspense>
          </aside>
        ) : null}
        <div className="k-calendar-main">
          {mode === "month" ? (
            <MonthGrid
              days={days}
              month={day.slice(0, 7)}
              today={now.day}
              entries={entries}
              handlers={handlers}
              focused={days.includes(focused) ? focused : day}
              setFocused={setFocused}
              isSmall={isNarrow}
            />
          ) : null}
          {isNarrow && mode === "agenda" ? (
            <MonthGrid
              days={range}
              month={day.slice(0, 7)}
              today={now.day}
              entries={entries}
              handlers={handlers}
              focused={day}
              setFocused={(next) => next !== day && go({ day: next })}
              isSmall
            />
          ) : null}
          {mode === "day" || mode === "week" ? (
            <DayColumns days={days} today={now.day} entries={entries} handlers={handlers} label={titleWords(mode, days, day)} />
          ) : null}
          {mode === "people" ? <PeopleColumns day={day} users={people} entries={entries} handlers={handlers} label={titleWords(mode, days, day)} /> : null}
          {mode === "agenda" || (isNarrow && mode === "month") ? (
            <Agenda
              days={isNarrow ? range.filter((d) => d >= (mode === "month" ? focused : day)) : days}
              today={now.day}
              entries={entries}
              handlers={handlers}
              isLoading={isLoading}
              showsEmpty={false}
            />
          ) : null}
        </div>
      </div>
      {panels}
    </div>
  );
}

/** Whom to see side by side before anyone was chosen: oneself and the first few others. */
function useColleagues(isWanted: boolean, me: string): string[] {
  const { data } = useQuery({
    queryKey: ["records", "users", "list", "calendar"],
    queryFn: async () => (await records.list("users", { filter: JSON.stringify({ state: "active" }), fields: "id", limit: 6 })).data.map((u) => u.id),
    enabled: isWanted,
  });
  return useMemo(() => [me, ...(data ?? []).filter((id) => id !== me)].slice(0, 5), [data, me]);
}

function nextHour(minute: number): { start: number; end: number } {
  const start = Math.min(22 * 60, Math.ceil((minute + 1) / 60) * 60);
  return { start, end: start + 60 };
}

function titleWords(mode: CalendarMode, days: readonly string[], day: string, isNarrow = false): string {
  const month = { year: "numeric", month: "long" } as const;
  if (mode === "month" || isNarrow) return dayWords(day, month);
  if (mode === "day" || mode === "people") return dayWords(day, { ...month, day: "numeric", weekday: "short" });
  const [start = day, end = day] = [days[0], days.at(-1)];
  return rangeWords(start, end, month);
}
