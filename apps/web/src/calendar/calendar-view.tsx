import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App, Segmented, Select } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, isWritable, labelOf, titleOf } from "../api/catalog.ts";
import type { ListParameters } from "../api/record-paths.ts";
import { records } from "../api/records.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../api/types.ts";
import { wallClockOf } from "../format/zone.ts";
import { Icon } from "../icons/icon.tsx";
import type { ViewProps } from "../list/views/view-props.ts";
import { useOutbox, waitingValues } from "../outbox/outbox.ts";
import { type SaveOutcome, saveRecord } from "../outbox/save-record.ts";
import { useTellOutcome } from "../outbox/use-tell-outcome.ts";
import { usePreferences } from "../preferences/preferences.ts";
import { useIsNarrow } from "../preferences/use-media.ts";
import { useUndo } from "../shell/use-undo.tsx";
import { Agenda } from "./agenda.tsx";
import { daysOf, stepFrom } from "./calendar-search.ts";
import { DayColumns } from "./columns.tsx";
import { addDays, instantAt, minutesOf } from "./days.ts";
import { type Entry, inOrder, type Times } from "./entry.ts";
import type { Handlers } from "./handlers.ts";
import { MonthGrid } from "./month-grid.tsx";
import { useNow } from "./time-grid.tsx";
import { dayWords, rangeWords } from "./time-words.ts";
import type { Color } from "./use-calendar.ts";
import "./calendar.css";

const most = 1000;

interface Props {
  object: ObjectInfo;
  /** What the list asks for: filter, scene and search stay as they are, the days are added. */
  parameters: ListParameters;
  /** The date or time the records stand on; without one the first of the object. */
  dateField?: string | undefined;
  /** Keeps another choice of the field, e.g. in a saved view. */
  onDateField?: ((name: string) => void) | undefined;
  /** Opens the form of a new record with these values. */
  onCreate?: ((values: Record<string, unknown>) => void) | undefined;
}

/** A list's way to look at its records as a calendar; the field is kept with its view. */
export default function ListCalendar({ object, search, parameters, change }: ViewProps) {
  const kept = search.settings?.date_field;
  return (
    <CalendarView
      object={object}
      parameters={parameters}
      dateField={typeof kept === "string" ? kept : undefined}
      onDateField={(name) => change({ settings: { ...search.settings, date_field: name } })}
      onCreate={(values) => change({ new: values })}
    />
  );
}

/** Fields by which records of an object can stand on a calendar, what people plan by first. */
function dateFieldsOf(object: ObjectInfo): FieldInfo[] {
  const fields = object.fields.filter((f) => ["date", "datetime"].includes(f.type) && f.operators?.includes("gte") !== false && f.access !== "masked");
  return fields.sort((a, b) => Number(!isWritable(a)) - Number(!isWritable(b)));
}

/** Any list on a calendar: the same query, month or week, records moved by dragging where their date may be written. */
function CalendarView({ object, parameters, dateField, onDateField, onCreate }: Props) {
  const { t } = useTranslation();
  const { timeZone, locale } = usePreferences();
  const isNarrow = useIsNarrow();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const undo = useUndo();
  const tell = useTellOutcome(object);
  const outbox = useOutbox();
  const now = useNow();
  const [mode, setMode] = useState<"month" | "week">("month");
  const [day, setDay] = useState(now.day);
  const [focused, setFocused] = useState(now.day);
  const choices = dateFieldsOf(object);
  const field = (dateField ? fieldOf(object, dateField) : undefined) ?? choices[0];
  const days = daysOf(mode, day, locale === "en" ? 6 : 0);
  const [first = day, last = day] = [days[0], days.at(-1)];
  const query = useMemo(
    () => (field ? within(parameters, object, field, first, addDays(last, 1), timeZone) : null),
    [parameters, object, field, first, last, timeZone],
  );
  const queryKey = ["records", object.path, "list", "calendar", query];
  const { data, error } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await records.list(object.path, { ...query, limit: most }, signal)).data,
    enabled: query !== null,
    placeholderData: keepPreviousData,
  });
  const entries = useMemo(
    () => (field ? (data ?? []).map((record) => recordEntry(record, object, field, timeZone, waitingValues(outbox, record.id))).sort(inOrder) : []),
    [data, field, object, timeZone, outbox],
  );
  if (!field) return <p className="k-calendar-error">{t("calendar.list.noDates")}</p>;

  /** Against what the person saw; without a network it waits, and stands where it was put. */
  const store = async (seen: ApiRecord, value: unknown): Promise<SaveOutcome> => {
    queries.setQueryData<ApiRecord[]>(queryKey, (list) => list?.map((r) => (r.id === seen.id ? { ...r, [field.name]: value } : r)));
    const outcome = await saveRecord(object, seen, { [field.name]: value });
    if (outcome.state === "conflict") throw new Error(t("calendar.changedMeanwhile"));
    tell(outcome);
    if (outcome.state === "saved") await queries.invalidateQueries({ queryKey: ["records", object.path, "list"] });
    return outcome;
  };
  const valueAt = (times: Times): string => (field.type === "date" ? times.firstDay : instantAt(times.firstDay, times.isAllDay ? 540 : times.start, timeZone));
  const move = async (entry: Entry, times: Times) => {
    const seen = entry.record;
    if (!seen) return;
    try {
      const outcome = await store(seen, valueAt(times));
      if (outcome.state !== "saved") return;
      undo(t("calendar.moved", { title: entry.title, time: dayWords(times.firstDay, { month: "long", day: "numeric", weekday: "short" }) }), () =>
        store(outcome.record, seen[field.name]).catch((problem: Error) => void message.error(problem.message)),
      );
    } catch (problem) {
      void message.error((problem as Error).message);
      await queries.invalidateQueries({ queryKey: ["records", object.path, "list"] });
    }
  };
  const handlers: Handlers = {
    colorOf: (entry) => (entry.type as Color | null) ?? "jade",
    canMove: () => object.can.update && isWritable(field),
    canResize: () => false,
    open: (entry) => void navigate({ to: "/o/$path/$id", params: { path: object.path, id: entry.id } }),
    move: (entry, times) => void move(entry, times),
    goTo: (next) => {
      setDay(next);
      setMode("week");
    },
    ...(onCreate && object.can.create && isWritable(field) ? { create: (times: Times) => onCreate({ [field.name]: valueAt(times) }) } : {}),
  };
  const month = { year: "numeric", month: "long" } as const;
  const title = mode === "month" ? dayWords(day, month) : rangeWords(first, last, month);
  return (
    <section className="k-calendar k-calendar-view" aria-label={t("calendar.title")}>
      <div className="k-calendar-bar">
        <b>{title}</b>
        <div className="k-calendar-step">
          <button type="button" className="k-icon-button" aria-label={t("calendar.previous")} onClick={() => setDay(stepFrom(mode, day, -1))}>
            <Icon name="left" />
          </button>
          <button type="button" className="k-button" onClick={() => setDay(now.day)}>
            {t("common.today")}
          </button>
          <button type="button" className="k-icon-button" aria-label={t("calendar.next")} onClick={() => setDay(stepFrom(mode, day, 1))}>
            <Icon name="right" />
          </button>
        </div>
        {(data?.length ?? 0) >= most ? <span className="k-error">{t("calendar.list.tooMany", { count: most })}</span> : null}
        {error ? <span className="k-error">{(error as Error).message}</span> : null}
        <span className="k-space" />
        {choices.length > 1 && onDateField ? (
          <Select
            value={field.name}
            onChange={onDateField}
            options={choices.map((f) => ({ value: f.name, label: labelOf(f.label) }))}
            aria-label={t("calendar.list.dateField")}
            popupMatchSelectWidth={false}
          />
        ) : null}
        {isNarrow ? null : (
          <Segmented
            value={mode}
            onChange={setMode}
            aria-label={t("calendar.mode")}
            options={[
              { value: "month" as const, label: t("calendar.modes.month") },
              { value: "week" as const, label: t("calendar.modes.week") },
            ]}
          />
        )}
      </div>
      {mode === "month" || isNarrow ? (
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
      ) : (
        <DayColumns days={days} today={now.day} entries={entries} handlers={handlers} label={title} />
      )}
      {isNarrow ? (
        <Agenda days={days.filter((d) => d >= focused)} today={now.day} entries={entries} handlers={handlers} isLoading={data === undefined} />
      ) : null}
    </section>
  );
}

function within(parameters: ListParameters, object: ObjectInfo, field: FieldInfo, from: string, to: string, timeZone: string): ListParameters {
  const { expand: _, sort: __, fields: ___, ...kept } = parameters;
  const at = (day: string): string => (field.type === "date" ? day : instantAt(day, 0, timeZone));
  const range = { [field.name]: { gte: at(from), lt: at(to) } };
  const filter = kept.filter ? { and: [JSON.parse(kept.filter) as object, range] } : range;
  const colored = coloredField(object);
  const fields = ["id", "version", object.title_field, field.name, ...(colored ? [colored.name] : [])];
  return { ...kept, filter: JSON.stringify(filter), fields: [...new Set(fields)].join(), sort: field.name };
}

/** The field whose options have colours: the state, else the first. */
function coloredField(object: ObjectInfo): FieldInfo | undefined {
  const fields = object.fields.filter((f) => f.type === "select" && f.options?.some((o) => o.color));
  return fields.find((f) => f.name === object.states?.field) ?? fields[0];
}

function recordEntry(stored: ApiRecord, object: ObjectInfo, field: FieldInfo, timeZone: string, waiting: Readonly<Record<string, unknown>> | null): Entry {
  const isWaiting = waiting !== null && typeof waiting[field.name] === "string";
  const record: ApiRecord = isWaiting ? { ...stored, [field.name]: waiting[field.name] } : stored;
  const value = String(record[field.name]);
  const isDay = field.type === "date";
  const wall = isDay ? `${value}T00:00:00` : wallClockOf(value, timeZone);
  const start = minutesOf(wall);
  const colored = coloredField(object);
  return {
    key: `${object.name}:${record.id}`,
    kind: object.name,
    object: object.name,
    id: record.id,
    title: titleOf(record, object),
    firstDay: wall.slice(0, 10),
    lastDay: wall.slice(0, 10),
    isAllDay: isDay,
    start,
    end: isDay ? 1440 : start,
    isPoint: true,
    userIds: [],
    ownerId: null,
    type: colored?.options?.find((o) => o.value === record[colored.name])?.color ?? null,
    place: null,
    customerId: null,
    timeZone: null,
    occurrenceOn: null,
    isRecurring: false,
    isOverdue: false,
    isDone: false,
    version: Number(record.version ?? 0),
    startAt: value,
    endAt: value,
    record,
    ...(isWaiting ? { isWaiting } : {}),
  };
}
