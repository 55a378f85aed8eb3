import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../api/catalog.ts";
import { isProblem } from "../api/problem.ts";
import type { ApiRecord } from "../api/types.ts";
import { lazyReady } from "../shell/lazy-ready.ts";
import { useUndo } from "../shell/use-undo.tsx";
import { whenIdle } from "../shell/when-idle.ts";
import { Beside } from "./beside.tsx";
import { changeEvent, completeTask, createEvent, currentEntry, type Done, momentsOf, moveEntry, removeEntry, type Scope } from "./calendar-actions.ts";
import { type Entry, type Times, timesOnly } from "./entry.ts";
import { EntryDetails } from "./entry-details.tsx";
import { entryRecordQuery } from "./entry-record.ts";
import type { Handlers, Place } from "./handlers.ts";
import { QuickCreate } from "./quick-create.tsx";
import { ScopeDialog } from "./scope-dialog.tsx";
import { timesWords } from "./time-words.ts";
import { type Color, entryNow, refreshCalendar, showMoved } from "./use-calendar.ts";
import { useEntryLost } from "./use-entry-lost.ts";

const EventDrawer = lazyReady(() => import("./event-drawer.tsx"));

type Panel =
  | { kind: "quick"; times: Times; place: Place; userId?: string | undefined }
  | { kind: "details"; entry: Entry; place: Place }
  | { kind: "drawer"; times: Times; initial?: Record<string, unknown>; entry?: Entry; record?: ApiRecord };

interface Question {
  title: string;
  isDanger?: boolean;
  answer: (scope: Scope) => Promise<unknown>;
  /** Nothing is to happen after all. */
  leave?: () => void;
}

/** What people do on a calendar: opening, making, moving, completing and removing, each with its way back. */
export function useInteractions(options: { entries: readonly Entry[]; colorOf: (entry: Entry) => Color; goTo: (day: string) => void; me: string }): {
  handlers: Handlers;
  newEvent: (times: Times) => void;
  panels: ReactNode;
} {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const { byName } = useCatalog();
  const event = byName.get("event");
  const queries = useQueryClient();
  const undo = useUndo();
  const [panel, setPanel] = useState<Panel | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const { entries, colorOf, goTo, me } = options;
  /** Whether something stands in the drawer that would go with it. */
  const typed = useRef(false);
  const isLost = useEntryLost(panel?.kind === "quick" ? undefined : panel?.entry, panel?.kind === "details" ? entries : undefined, (entry) => {
    void refreshCalendar(entry.kind);
    if (panel?.kind === "drawer" && typed.current) return;
    setPanel(null);
    void message.info(t("calendar.lost"));
  });
  /** What is open, as it is drawn now. */
  const details = panel?.kind === "details" ? (entries.find((e) => e.key === panel.entry.key) ?? panel.entry) : undefined;

  const fail = async (kind: string, error: unknown) => {
    void message.error(isProblem(error, "STALE_VERSION") ? t("calendar.changedMeanwhile") : (error as Error).message);
    await refreshCalendar(kind);
  };
  /** Says what was done with its way back, or that it waits for the server. */
  const tell = (kind: string, said: string, back: Done) =>
    back === "waiting"
      ? void message.info({ content: t("outbox.kept"), key: "outbox" })
      : undo(said, async () => {
          await back().catch((error: Error) => void message.error(error.message));
          await refreshCalendar(kind);
        });
  const run = async (kind: string, said: string, work: () => Promise<Done | null>): Promise<boolean> => {
    try {
      const back = await work();
      if (back !== "waiting") await refreshCalendar(kind);
      if (back) tell(kind, said, back);
      return back !== null;
    } catch (error) {
      await fail(kind, error);
      return false;
    }
  };
  /** One occurrence of a series: which are meant is asked first. */
  const ask = (entry: Entry, title: string, answer: (scope: Scope) => Promise<unknown>, more: Pick<Question, "isDanger" | "leave"> = {}) =>
    entry.isRecurring ? setQuestion({ title, answer, ...more }) : void answer("one");

  /** A colleague changed it meanwhile: what they chose is shown before anything is done to it. */
  const moveAnyway = async (error: unknown, entry: Entry, times: Times) => {
    if (!isProblem(error, "STALE_VERSION") || entry.isRecurring) throw error;
    const current = await currentEntry(entry);
    showMoved(entry, current);
    const isSure = await modal.confirm({
      title: t("calendar.conflict.title", { title: entry.title }),
      content: t("calendar.conflict.text", { now: timesWords(current, entry.isPoint), mine: timesWords(times, entry.isPoint) }),
      okText: t("calendar.conflict.mine"),
      cancelText: t("calendar.conflict.theirs"),
    });
    return isSure ? moveEntry(current, times, "one") : null;
  };
  /** Moves under way: what is chosen meanwhile follows once the first is stored, and only the last of it. */
  const moving = useRef(new Map<string, { next?: Times }>());
  const store = async (entry: Entry, times: Times, scope: Scope): Promise<void> => {
    const under: { next?: Times } = {};
    moving.current.set(entry.key, under);
    const said = t("calendar.moved", { title: entry.title, time: timesWords(times, entry.isPoint) });
    const isDone = await run(entry.kind, said, () => moveEntry(entry, times, scope).catch((error: unknown) => moveAnyway(error, entry, times)));
    moving.current.delete(entry.key);
    if (!under.next || !isDone) return;
    const stored = { ...entryNow(entry), ...timesOnly(times) };
    showMoved(stored, under.next);
    if (!isSame(stored, under.next)) await store(stored, under.next, scope);
  };
  const move = (drawn: Entry, times: Times) => {
    const entry = entryNow(drawn);
    if (isSame(entry, times)) return;
    showMoved(entry, times);
    const under = moving.current.get(entry.key);
    if (under) {
      under.next = timesOnly(times);
      return;
    }
    ask(entry, t("calendar.scope.change", { title: entry.title }), (scope) => store(entry, times, scope), {
      leave: () => void refreshCalendar(entry.kind),
    });
  };
  const remove = (entry: Entry) => {
    setPanel(null);
    ask(
      entry,
      t("calendar.scope.remove", { title: entry.title }),
      (scope) => run(entry.kind, t("calendar.removed", { title: entry.title }), () => removeEntry(entry, scope)),
      { isDanger: true },
    );
  };
  const complete = (entry: Entry, isDone: boolean) => {
    setPanel(null);
    void run(entry.kind, t(isDone ? "calendar.completed" : "calendar.reopened", { title: entry.title }), () => completeTask(entry, isDone));
  };
  const create = async (values: Record<string, unknown>) => {
    const { record, undo: back } = await createEvent(values);
    setPanel(null);
    await refreshCalendar("event");
    undo(t("calendar.created", { title: String(record.name ?? "") }), async () => {
      await back();
      await refreshCalendar("event");
    });
  };
  const forUser = (userId?: string) => (userId && userId !== me ? { attendee_ids: [userId] } : {});
  const saveDrawer = async (of: Extract<Panel, { kind: "drawer" }>, values: Record<string, unknown>) => {
    const { entry, record } = of;
    if (!entry || !record || isLost) return create(values);
    if (Object.keys(values).length === 0) return setPanel(null);
    const before = Object.fromEntries(Object.keys(values).map((name) => [name, record[name] ?? null]));
    const was = { ...before, ...("start_at" in values ? { ...momentsOf(entry, entry.timeZone), is_all_day: entry.isAllDay } : {}) };
    // A rule is of the whole series: changing it can only mean what follows.
    const store = async (scope: Scope) => {
      const back = await changeEvent(entry, values, was, scope).catch((error: unknown) => {
        if (isProblem(error) && error.status === 404) void queries.invalidateQueries(entryRecordQuery(entry, event));
        throw error;
      });
      setPanel(null);
      if (back !== "waiting") await refreshCalendar("event");
      tell("event", t("calendar.saved", { title: String(values.name ?? entry.title) }), back);
    };
    if (!entry.isRecurring) return store("one");
    if ("recurrence" in values) return store("following");
    return new Promise<void>((resolve, reject) =>
      setQuestion({ title: t("calendar.scope.change", { title: entry.title }), answer: (scope) => store(scope).then(resolve, reject), leave: () => resolve() }),
    );
  };

  useEffect(() => whenIdle(EventDrawer.ready), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the functions above act on what they are given
  const handlers = useMemo((): Handlers => {
    const mayChange = (entry: Entry): boolean => entry.kind !== "activity" && byName.get(entry.object)?.can.update === true && !entry.isDone;
    return {
      colorOf,
      goTo,
      canMove: mayChange,
      canResize: (entry) => entry.object === "event" && mayChange(entry),
      open: (entry, place) => setPanel({ kind: "details", entry, place }),
      move,
      ...(event?.can.delete ? { remove: (entry: Entry) => (entry.object === "event" ? remove(entry) : undefined) } : {}),
      ...(event?.can.create ? { create: (times: Times, place: Place, userId?: string) => setPanel({ kind: "quick", times, place, userId }) } : {}),
    };
  }, [colorOf, goTo, byName, event]);

  const panels = (
    <>
      {panel?.kind === "quick" ? (
        <Beside place={panel.place} title={t("calendar.newEvent")} onClose={() => setPanel(null)}>
          <QuickCreate
            times={panel.times}
            onSave={(name) => create({ name, ...momentsOf(panel.times, null), is_all_day: panel.times.isAllDay, remind_minutes: 15, ...forUser(panel.userId) })}
            onMore={(name) => setPanel({ kind: "drawer", times: panel.times, initial: { name, ...forUser(panel.userId) } })}
          />
        </Beside>
      ) : null}
      {panel?.kind === "details" && details ? (
        <Beside place={panel.place} title={details.title} onClose={() => setPanel(null)}>
          <EntryDetails
            entry={details}
            onEdit={
              details.object === "event" && event?.can.update
                ? (record) => setPanel({ kind: "drawer", times: details, entry: asRead(details, record), record })
                : undefined
            }
            onRemove={details.object === "event" && event?.can.delete ? () => remove(details) : undefined}
            onComplete={details.object === "task" && byName.get("task")?.can.update ? (isDone) => complete(details, isDone) : undefined}
          />
        </Beside>
      ) : null}
      {panel?.kind === "drawer" ? (
        <Suspense fallback={null}>
          <EventDrawer
            record={panel.record}
            times={timesOnly(panel.times)}
            initial={panel.initial}
            isLost={isLost}
            typed={typed}
            onSave={(values) => saveDrawer(panel, values)}
            onClose={() => setPanel(null)}
          />
        </Suspense>
      ) : null}
      {question ? (
        <ScopeDialog
          title={question.title}
          isDanger={question.isDanger ?? false}
          onClose={() => {
            question.leave?.();
            setQuestion(null);
          }}
          onChoose={(scope) => {
            setQuestion(null);
            void question.answer(scope);
          }}
        />
      ) : null}
    </>
  );
  return { handlers, newEvent: (times) => setPanel({ kind: "drawer", times }), panels };
}

const isSame = (a: Times, b: Times): boolean => a.firstDay === b.firstDay && a.start === b.start && a.end === b.end;

/** Of the two that are read apart the older one, so that what changed between them is not written over unseen. */
const asRead = (entry: Entry, record: ApiRecord): Entry => ({ ...entry, version: Math.min(entry.version, Number(record.version)) });
