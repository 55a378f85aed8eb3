import { Link } from "@tanstack/react-router";
import { Button, Drawer, Popconfirm } from "antd";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf, useCatalog } from "../api/catalog.ts";
import type { ApiRecord, ObjectInfo } from "../api/types.ts";
import { FieldValue } from "../fields/cells.tsx";
import { formatRelative } from "../format/date.ts";
import { Icon } from "../icons/icon.tsx";
import { useIsNarrow } from "../preferences/use-media.ts";
import { EmptyState } from "../shell/empty-state.tsx";
import { lazyReady } from "../shell/lazy-ready.ts";
import { copyText } from "./copy-text.ts";
import type { OutboxEntry } from "./entry.ts";
import { removeEntry, updateEntry, useOutbox } from "./outbox.ts";
import { sendWaiting } from "./send-waiting.ts";

const ConflictDialog = lazyReady(() => import("../record/conflict/conflict-dialog.tsx"));

/** Every write that waits or was refused: what it says, and what can be done with it. */
export default function OutboxPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const isNarrow = useIsNarrow();
  const entries = useOutbox();
  return (
    <Drawer open onClose={onClose} title={t("outbox.title")} size={isNarrow ? "100%" : 480}>
      {entries.length === 0 ? <EmptyState icon="check" title={t("outbox.none")} /> : null}
      <ul className="k-outbox">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} onClose={onClose} />
        ))}
      </ul>
    </Drawer>
  );
}

function Entry({ entry, onClose }: { entry: OutboxEntry; onClose: () => void }) {
  const { t } = useTranslation();
  const object = useCatalog().byName.get(entry.object);
  const [isChoosing, setChoosing] = useState(false);
  const [isCopied, setCopied] = useState(false);
  const record = { ...entry.values, id: entry.recordId } as ApiRecord;
  const again = () => {
    updateEntry(entry.id, { state: "waiting" });
    void sendWaiting();
  };
  const title = entry.title || labelOf(object?.label);
  return (
    <li className="k-panel is-padded">
      <div className="k-row-gap">
        <b className="k-strong">
          <bdi>
            {entry.kind === "create" || entry.state === "gone" ? (
              title
            ) : (
              <Link to="/o/$path/$id" params={{ path: entry.path, id: entry.recordId }} onClick={onClose}>
                {title}
              </Link>
            )}
          </bdi>
        </b>
        <span className="k-muted">{t(`outbox.kinds.${entry.kind}`, { object: labelOf(object?.label) })}</span>
        <time className="k-muted" dateTime={entry.at}>
          {formatRelative(entry.at)}
        </time>
      </div>
      {object ? <Values object={object} record={record} names={Object.keys(entry.values)} /> : null}
      <p className={entry.state === "waiting" ? "k-muted" : "k-error"}>
        {entry.state === "refused" ? (
          <>
            <Icon name="warning" size={14} /> {entry.problem?.errors[0]?.message ?? entry.problem?.message}
          </>
        ) : (
          t(`outbox.states.${entry.state}`)
        )}
      </p>
      <div className="k-row-gap">
        {entry.state === "conflict" && object ? (
          <Button size="small" type="primary" onClick={() => setChoosing(true)}>
            {t("outbox.choose")}
          </Button>
        ) : (
          <Button size="small" onClick={again}>
            {t("outbox.retry")}
          </Button>
        )}
        <Button size="small" onClick={() => void copyText(plain(entry, object)).then(setCopied)}>
          {t(isCopied ? "common.copied" : "common.copy")}
        </Button>
        <Popconfirm title={t("outbox.discardSure")} okText={t("outbox.discard")} cancelText={t("common.cancel")} onConfirm={() => removeEntry(entry.id)}>
          <Button size="small" danger>
            {t("outbox.discard")}
          </Button>
        </Popconfirm>
      </div>
      {isChoosing && object ? (
        <Suspense fallback={null}>
          <ConflictDialog
            object={object}
            seen={{ ...entry.seen, id: entry.recordId, version: entry.version }}
            mine={entry.values}
            onResolved={() => removeEntry(entry.id)}
            onCancel={() => setChoosing(false)}
          />
        </Suspense>
      ) : null}
    </li>
  );
}

function Values({ object, record, names }: { object: ObjectInfo; record: ApiRecord; names: string[] }) {
  return (
    <dl className="k-outbox-values">
      {names.map((name) => {
        const field = fieldOf(object, name);
        return field && !field.companion_of && record[name] !== null ? (
          <div key={name}>
            <dt>{labelOf(field.label)}</dt>
            <dd dir="auto">
              <FieldValue field={field} value={record[name]} record={record} isDense />
            </dd>
          </div>
        ) : null;
      })}
    </dl>
  );
}

/** What was typed, as text for elsewhere. */
function plain(entry: OutboxEntry, object: ObjectInfo | undefined): string {
  return Object.entries(entry.values)
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => `${labelOf((object && fieldOf(object, name))?.label) || name}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join("\n");
}
