import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../format/number.ts";
import { Icon } from "../../icons/icon.tsx";
import { goOnInList } from "../selection/go-on-in-list.ts";
import { type BulkTask, removeTask, useBulkTasks } from "./bulk-tasks.ts";
import "./bulk.css";

/** How far work on many records is, what it could not do, and the way back; stays while pages change. */
export function BulkPanel() {
  const { t } = useTranslation();
  const tasks = useBulkTasks();
  return (
    <section className="k-bulk" aria-label={t("list.bulk.label")}>
      {tasks.map((task) => (
        <Task key={task.id} task={task} />
      ))}
    </section>
  );
}

const stays = 10_000;

function Task({ task }: { task: BulkTask }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [isHeld, setHeld] = useState(false);
  const isOver = task.state !== "running";
  const leaves = isOver && task.refusals.length === 0 && !isHeld;
  useEffect(() => {
    if (!leaves) return;
    const timer = setTimeout(() => removeTask(task.id), stays);
    return () => clearTimeout(timer);
  }, [leaves, task.id]);
  const { undo } = task;
  const share = task.total ? Math.round((task.done / task.total) * 100) : 0;
  const refused = task.refusals.length;
  return (
    <div
      ref={goOnInList}
      className="k-bulk-task"
      role="status"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div className="k-row-gap">
        <span>{isOver ? task.outcome : task.label}</span>
        {isOver && refused > 0 ? (
          <span className="k-error">{task.state === "failed" ? task.refusals.at(-1)?.message : t("list.bulk.refused", { count: refused })}</span>
        ) : null}
        {isOver ? null : (
          <span className="k-muted">
            {formatNumber(task.done)} / {task.total === undefined ? "…" : formatNumber(task.total)}
          </span>
        )}
        <span className="k-space" />
        {undo && isOver ? (
          <button type="button" className="k-link-button" onClick={undo}>
            {t("common.undo")}
          </button>
        ) : null}
        {isOver && task.refusals.some((r) => r.id) ? (
          <button type="button" className="k-link-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t("list.bulk.reasons")}
          </button>
        ) : null}
        {isOver ? (
          <button type="button" className="k-icon-button" aria-label={t("common.close")} onClick={() => removeTask(task.id)}>
            <Icon name="close" size={14} />
          </button>
        ) : (
          <button type="button" className="k-link-button" onClick={task.stop}>
            {t("list.bulk.stop")}
          </button>
        )}
      </div>
      {isOver ? null : (
        <div className="k-bulk-bar" role="progressbar" aria-label={task.label} aria-valuenow={share} aria-valuemin={0} aria-valuemax={100}>
          <span style={{ width: `${share}%` }} />
        </div>
      )}
      {isOpen ? (
        <ul className="k-bulk-refusals">
          {task.refusals.slice(0, 200).map((r) => (
            <li key={r.id}>
              <b>{r.title || r.id}</b>
              <span>{r.message}</span>
            </li>
          ))}
          {refused > 200 ? <li className="k-muted">{t("list.bulk.more", { count: refused - 200 })}</li> : null}
        </ul>
      ) : null}
    </div>
  );
}
