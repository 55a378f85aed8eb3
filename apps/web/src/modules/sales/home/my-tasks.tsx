import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App } from "antd";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { titleOf } from "../../../api/catalog.ts";
import type { ApiRecord, ObjectInfo } from "../../../api/types.ts";
import { dayOf, formatRelative } from "../../../format/date.ts";
import { dayOfValue } from "../../../format/days.ts";
import { formatNumber } from "../../../format/number.ts";
import { WidgetBones, WidgetEmpty, WidgetFrame } from "../../../home/widget-frame.tsx";
import { saveRecord } from "../../../outbox/save-record.ts";
import { useTellOutcome } from "../../../outbox/use-tell-outcome.ts";
import { useUndo } from "../../../shell/use-undo.tsx";
import { FigureLink } from "./figure-link.tsx";
import { useObject } from "./figures.ts";
import { useList } from "./use-list.ts";

const open = { status: "open" };
const shown = 7;

/** One's open tasks, the most overdue first; a tick finishes them in place. */
export default function MyTasks() {
  const { t } = useTranslation();
  const object = useObject("task");
  const { rows, count } = useList(object, {
    scene: "mine",
    filter: open,
    sort: "due_at",
    limit: shown,
    fields: ["id", "version", "name", "status", "priority", "due_at", "customer_id", "opportunity_id"],
    expand: "customer_id",
  });
  const { done, finish } = useFinishing(object);
  const list = useFocusOnNextTick(rows);
  return (
    <WidgetFrame
      title={t("home.tasks.title")}
      note={count === undefined ? "" : formatNumber(count)}
      action={
        <FigureLink path={object.path} filter={open} scope="mine" sort="due_at" className="k-widget-more">
          {t("home.all")}
        </FigureLink>
      }
    >
      {rows === undefined ? <WidgetBones count={shown} /> : null}
      {rows?.length === 0 ? <WidgetEmpty>{t("home.tasks.none")}</WidgetEmpty> : null}
      <ul className="k-rows" ref={list}>
        {rows?.map((task) => (
          <Task
            key={task.id}
            task={task}
            path={object.path}
            title={titleOf(task, object)}
            isDone={done.has(task.id)}
            onFinish={() => void finish(task, titleOf(task, object))}
          />
        ))}
      </ul>
    </WidgetFrame>
  );
}

function Task({ task, path, title, isDone, onFinish }: { task: ApiRecord; path: string; title: string; isDone: boolean; onFinish: () => void }) {
  const { t } = useTranslation();
  const due = dayOfValue(task.due_at);
  const isLate = Date.parse(String(task.due_at)) < Date.now();
  const customer = task.customer as { name?: string } | null | undefined;
  return (
    <li className={isDone ? "is-done" : undefined}>
      <label className="k-tick">
        <input type="checkbox" checked={isDone} onChange={onFinish} aria-label={t("home.tasks.finish", { title })} />
      </label>
      <Link to="/o/$path/$id" params={{ path, id: task.id }} className="k-row-main k-ellipsis" preload={false}>
        {title}
        {customer?.name ? <span className="k-muted">{customer.name}</span> : null}
      </Link>
      {task.priority === "高" ? <span className="k-tag is-amber">{t("home.tasks.urgent")}</span> : null}
      {due ? (
        <span className={`k-item-end${isLate ? " is-late" : due === dayOf(new Date()) ? " is-today" : ""}`}>{formatRelative(String(task.due_at))}</span>
      ) : null}
    </li>
  );
}

/** When the task of the focus has left the list, the one in its place has the focus, so that keys go on from there. */
function useFocusOnNextTick(rows: readonly ApiRecord[] | undefined): RefObject<HTMLUListElement | null> {
  const list = useRef<HTMLUListElement>(null);
  const place = useRef(-1);
  useLayoutEffect(() => {
    const ticks = [...(list.current?.querySelectorAll<HTMLInputElement>(".k-tick input") ?? [])];
    if (rows && place.current >= 0 && document.activeElement === document.body) ticks[Math.min(place.current, ticks.length - 1)]?.focus();
  }, [rows]);
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => {
      const ticks = [...(list.current?.querySelectorAll(".k-tick input") ?? [])];
      place.current = ticks.indexOf(target as Element);
    };
    const onPointer = () => {
      place.current = -1;
    };
    addEventListener("focusin", onFocus);
    addEventListener("pointerdown", onPointer, true);
    return () => {
      removeEventListener("focusin", onFocus);
      removeEventListener("pointerdown", onPointer, true);
    };
  }, []);
  return list;
}

/** Finishes at once on the screen, then on the server or once it can be reached, with the way back. */
function useFinishing(object: ObjectInfo) {
  const { path } = object;
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const undo = useUndo();
  const tell = useTellOutcome(object);
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const mark = (id: string, isOn: boolean) =>
    setDone((now) => {
      const next = new Set(now);
      if (isOn) next.add(id);
      else next.delete(id);
      return next;
    });
  const finish = async (task: ApiRecord, title: string) => {
    if (done.has(task.id)) return;
    mark(task.id, true);
    try {
      const outcome = await saveRecord(object, task, { status: "done" });
      if (outcome.state === "waiting") return tell(outcome);
      if (outcome.state === "conflict") {
        mark(task.id, false);
        return void (await queries.invalidateQueries({ queryKey: ["records", path] }));
      }
      undo(t("home.tasks.finished", { title }), async () => {
        await saveRecord(object, outcome.record, { status: "open" }).catch((error: Error) => message.error(error.message));
        mark(task.id, false);
        await queries.invalidateQueries({ queryKey: ["records", path] });
      });
      setTimeout(() => void queries.invalidateQueries({ queryKey: ["records", path] }), 700);
    } catch (error) {
      mark(task.id, false);
      void message.error((error as Error).message);
    }
  };
  return { done, finish };
}
