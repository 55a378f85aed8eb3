import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App, Button } from "antd";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../../api/catalog.ts";
import { records } from "../../api/records.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";
import { holdsUnread } from "../../fields/date/holds-unread.ts";
import { formatDateTime, formatRelative } from "../../format/date.ts";
import { Icon } from "../../icons/icon.tsx";
import { useOutbox } from "../../outbox/outbox.ts";
import { createRecord, saveRecord } from "../../outbox/save-record.ts";
import { useTellOutcome } from "../../outbox/use-tell-outcome.ts";
import { Avatar } from "../../shell/avatar.tsx";
import { lazyReady } from "../../shell/lazy-ready.ts";
import { useUndo } from "../../shell/use-undo.tsx";
import { prefill, type Link as Relation } from "../relations.ts";

const TimePicks = lazyReady(() => import("./time-picks.tsx"));
const shown = 5;

/** Tasks still to be done here: add one in a line, tick one off. */
export function OpenTasks({ link, object, record }: { link: Relation; object: ObjectInfo; record: ApiRecord }) {
  const { t } = useTranslation();
  const [isAdding, setAdding] = useState(false);
  const tasks = link.object;
  const filter = { [link.field]: record.id, status: "open" };
  const { data } = useQuery({
    queryKey: ["records", tasks.path, "list", "open", link.field, record.id],
    queryFn: () => records.list(tasks.path, { filter: JSON.stringify(filter), sort: "due_at", limit: shown, count: "exact", expand: "owner_id" }),
  });
  const waiting = useOutbox().filter((e) => e.kind === "create" && e.object === tasks.name && e.state === "waiting" && e.values[link.field] === record.id);
  const rows = data?.data ?? [];
  return (
    <div className="k-tasks">
      {rows.length > 0 || waiting.length > 0 ? (
        <ul>
          {rows.map((task) => (
            <Task key={task.id} task={task} object={tasks} />
          ))}
          {waiting.map((entry) => (
            <li key={entry.id}>
              <span className="k-task-box" aria-hidden="true" />
              <bdi className="k-ellipsis">{entry.title}</bdi>
              <span className="k-tag is-amber">{t("record.waiting")}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="k-tasks-foot">
        {tasks.can.create && !isAdding ? (
          <button type="button" className="k-link-button" onClick={() => setAdding(true)}>
            <Icon name="plus" size={14} />
            {t("list.newRecord", { object: labelOf(tasks.label) })}
          </button>
        ) : null}
        {data?.count && data.count > shown ? (
          <Link to="/o/$path" params={{ path: tasks.path }} search={{ filter }}>
            {t("record.related.all", { count: data.count })}
          </Link>
        ) : null}
      </div>
      {isAdding ? <NewTask link={link} from={object} record={record} onClose={() => setAdding(false)} /> : null}
    </div>
  );
}

function Task({ task, object }: { task: ApiRecord; object: ObjectInfo }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const undo = useUndo();
  const tell = useTellOutcome(object);
  const [isDone, setDone] = useState(false);
  const due = task.due_at as string | null | undefined;
  const isLate = Boolean(due && Date.parse(due) < Date.now());
  const owner = (task.owner as { name?: string } | null | undefined)?.name;
  const complete = async () => {
    setDone(true);
    try {
      const outcome = await saveRecord(object, task, { status: "done" });
      if (outcome.state !== "saved") return tell(outcome);
      undo(t("record.nextStep.completed", { title: String(task.name) }), () => saveRecord(object, outcome.record, { status: "open" }));
    } catch (error) {
      setDone(false);
      void message.error((error as Error).message);
    }
  };
  return (
    <li className={isDone ? "is-done" : undefined}>
      <label className="k-task-check">
        <input
          type="checkbox"
          checked={isDone}
          disabled={isDone || !object.can.update}
          aria-label={t("record.nextStep.complete", { title: String(task.name) })}
          onChange={() => void complete()}
        />
      </label>
      <Link to="/o/$path/$id" params={{ path: object.path, id: task.id }} className="k-ellipsis" dir="auto">
        <bdi>{String(task.name)}</bdi>
      </Link>
      <span className="k-space" />
      {due ? (
        <time className={isLate ? "k-late" : "k-muted"} dateTime={due} title={formatDateTime(due)}>
          {formatRelative(due)}
        </time>
      ) : null}
      {owner ? (
        <span title={owner}>
          <Avatar name={owner} />
          <span className="k-visually-hidden">{owner}</span>
        </span>
      ) : null}
    </li>
  );
}

function NewTask({ link, from, record, onClose }: { link: Relation; from: ObjectInfo; record: ApiRecord; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const tell = useTellOutcome(link.object);
  const [name, setName] = useState("");
  const [due, setDue] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const add = async () => {
    if (!name.trim()) return;
    setBusy(true);
    try {
      tell(await createRecord(link.object, { ...prefill(link, from, record), name: name.trim(), ...(due ? { due_at: due } : {}) }));
      setName("");
      setDue(null);
    } catch (error) {
      void message.error((error as Error).message);
    }
    setBusy(false);
  };
  return (
    <form
      className="k-new-task"
      onSubmit={(e) => {
        e.preventDefault();
        if (!holdsUnread(e.currentTarget)) void add();
      }}
      onKeyDown={(e) => {
        if (e.key === "Escape") onClose();
      }}
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: the person has just asked for it
        autoFocus
        className="k-bare-input"
        dir="auto"
        aria-label={t("record.nextStep.taskName")}
        placeholder={t("record.nextStep.taskName")}
        maxLength={255}
        value={name}
        onChange={(e) => setName(e.target.value)}
      />
      <Suspense fallback={null}>
        <TimePicks value={due} onChange={setDue} isInline />
      </Suspense>
      <div className="k-row-gap">
        <Button size="small" type="primary" htmlType="submit" loading={isBusy} disabled={!name.trim()}>
          {t("record.nextStep.add")}
        </Button>
        <Button size="small" onClick={onClose}>
          {t("common.close")}
        </Button>
      </div>
    </form>
  );
}
