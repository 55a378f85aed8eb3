import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../../api/catalog.ts";
import { useMe } from "../../api/me.ts";
import { useRecordName } from "../../api/record-names.ts";
import { records } from "../../api/records.ts";
import type { ObjectInfo } from "../../api/types.ts";
import { copyText } from "../../outbox/copy-text.ts";
import { clearDraft, type Draft, draftsUnder } from "../../outbox/drafts.ts";
import { EmptyState } from "../../shell/empty-state.tsx";
import { recordDrafts } from "../drafts.ts";
import type { Gone } from "./use-gone.ts";

/** The record is no longer there for this reader. What they typed on its page is still theirs. */
export function GoneNotice({ object, id, gone, onBack }: { object: ObjectInfo; id: string; gone: Gone; onBack: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const name = useRecordName("user", gone.by);
  const isDeleted = gone.kind === "deleted";
  const restore = async () => {
    try {
      await records.restore(object.path, id);
      await queries.invalidateQueries({ queryKey: ["records", object.path] });
      onBack();
    } catch (error) {
      void message.error((error as Error).message);
    }
  };
  return (
    <EmptyState
      level={1}
      icon={isDeleted ? "trash" : "lock"}
      title={isDeleted ? t("record.gone.deleted", { name: name ?? t("record.someone") }) : t("record.gone.hidden")}
      text={t(isDeleted ? "record.gone.deletedText" : "record.gone.hiddenText")}
    >
      {isDeleted && object.can.delete ? (
        <button type="button" className="k-button is-primary" onClick={() => void restore()}>
          {t("record.gone.restore")}
        </button>
      ) : null}
      <Link to="/o/$path" params={{ path: object.path }} className="k-button">
        {t("record.gone.toList")}
      </Link>
      <KeptDrafts object={object} id={id} />
    </EmptyState>
  );
}

/** What the person typed on a page that is no more. */
export function KeptDrafts({ object, id }: { object: ObjectInfo; id: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const [drafts, setDrafts] = useState(() => draftsUnder(me.id, recordDrafts(id)));
  const [copied, setCopied] = useState<string>();
  if (drafts.length === 0) return null;
  return (
    <section className="k-panel is-padded k-gone-drafts">
      <h2>{t("record.gone.typed")}</h2>
      <ul>
        {drafts.map((draft) => (
          <li key={draft.key}>
            <div className="k-pre" dir="auto">
              {draftText(draft, object)}
            </div>
            <span className="k-row-gap">
              <button
                type="button"
                className="k-button"
                onClick={() => void copyText(draftText(draft, object)).then((isDone) => isDone && setCopied(draft.key))}
              >
                {t(copied === draft.key ? "common.copied" : "common.copy")}
              </button>
              <button
                type="button"
                className="k-link-button"
                onClick={() => {
                  clearDraft(me.id, draft.key);
                  setDrafts((now) => now.filter((d) => d.key !== draft.key));
                }}
              >
                {t("record.gone.drop")}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Only what the person typed themselves, in words. */
function draftText({ value }: Draft, object: ObjectInfo): string {
  const { text, values, touched } = value as { text?: string; values?: Record<string, unknown>; touched?: string[] };
  if (text !== undefined) return text;
  return Object.entries(values ?? {})
    .filter(([name, v]) => v !== null && v !== "" && (!touched || touched.includes(name)))
    .map(([name, v]) => `${labelOf(fieldOf(object, name)?.label) || name}: ${typeof v === "string" ? v : JSON.stringify(v)}`)
    .join("\n");
}
