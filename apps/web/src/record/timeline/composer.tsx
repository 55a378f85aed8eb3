import { App, Button } from "antd";
import type { Dayjs } from "dayjs";
import { type ClipboardEvent, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../../api/catalog.ts";
import { useMe } from "../../api/me.ts";
import type { ObjectInfo } from "../../api/types.ts";
import { holdsUnread } from "../../fields/date/holds-unread.ts";
import { KeptPicker } from "../../fields/date/kept-picker.tsx";
import { fromWallClock, toWallClock } from "../../fields/date/picker.ts";
import { type Mention, storeMentions } from "../../fields/long-text/mentions.ts";
import { Icon } from "../../icons/icon.tsx";
import { clearDraft, readDraft, writeDraft } from "../../outbox/drafts.ts";
import { createRecord, type SaveOutcome } from "../../outbox/save-record.ts";
import { useTellOutcome } from "../../outbox/use-tell-outcome.ts";
import { lazyReady } from "../../shell/lazy-ready.ts";
import { composerDraft } from "../drafts.ts";
import { setEditing } from "../presence/editing.ts";
import { ComposerFiles } from "./composer-files.tsx";
import { ComposerText, textLimit } from "./composer-text.tsx";
import { afterSending, splitText } from "./split-text.ts";
import { type Attached, filesOf, useAttachments } from "./use-attachments.ts";

const TimePicks = lazyReady(() => import("../next/time-picks.tsx"));

const order = ["note", "call", "visit", "email", "wechat", "meeting"];

interface Draft {
  type: string;
  text: string;
  mentions: Mention[];
  next: string | null;
  happened: string | null;
  files: Attached[];
}

/** Writes what happened: what kind, what about, who should know, when to be in touch again. */
export function Composer({ activity, about, recordId }: { activity: ObjectInfo; about: Record<string, unknown>; recordId: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const me = useMe();
  const tell = useTellOutcome(activity);
  const typeField = fieldOf(activity, "type");
  const types = order.flatMap((value) => typeField?.options?.find((o) => o.value === value && !o.retired) ?? []);
  const empty: Draft = { type: types[0]?.value ?? "", text: "", mentions: [], next: null, happened: null, files: [] };
  const key = composerDraft(recordId);
  const [draft, setDraft] = useState<Draft>(() => restored(empty, readDraft<Draft>(me.id, key)?.value));
  const [isOpen, setOpen] = useState(draft.text !== "" || draft.files.length > 0);
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const latest = useRef(draft);
  latest.current = draft;
  const change = (patch: Partial<Draft>) => {
    setSaid("");
    setDraft((now) => ({ ...now, ...patch }));
  };
  const attachments = useAttachments((files) => setDraft((now) => ({ ...now, files: files(now.files) })), draft.files);
  const hasText = draft.text.trim() !== "";
  const isDirty = hasText || draft.files.length > 0;
  const attached = draft.files.filter((f) => f.id);
  useEffect(() => {
    if (isDirty) writeDraft(me.id, key, draft);
    else clearDraft(me.id, key);
    setEditing(recordId, "composer", isDirty);
    return () => setEditing(recordId, "composer", false);
  }, [draft, isDirty, key, me.id, recordId]);

  const submit = async () => {
    if (!isDirty || isBusy || holdsUnread(form.current)) return;
    if (attachments.isUploading) return void message.info(t("record.composer.uploading"));
    const failed = draft.files.filter((f) => !f.id);
    if (failed.length > 0) return void message.warning(t("record.composer.notUploaded", { count: failed.length }));
    setBusy(true);
    const files = draft.files.flatMap((f) => f.id ?? []);
    const text = hasText
      ? storeMentions(draft.text.trim(), draft.mentions)
      : t("record.composer.filesOnly", { names: draft.files.map((f) => f.name).join(t("outbox.comma")) });
    const happened = Date.parse(draft.happened ?? new Date().toISOString());
    const parts = splitText(text, textLimit);
    let sent = draft.text;
    try {
      let outcome: SaveOutcome | undefined;
      for (const [index, content] of parts.entries()) {
        const isLast = index === parts.length - 1;
        outcome = await createRecord(activity, {
          ...about,
          content,
          ...(typeField && draft.type ? { type: draft.type } : {}),
          // newest first: the first part of a long text stands on top
          happened_at: new Date(happened - index * 1000).toISOString(),
          ...(draft.next && index === 0 ? { next_contact_at: draft.next } : {}),
          ...(files.length > 0 && isLast ? { files } : {}),
        });
        // what is stored is not sent again when a later part fails
        if (isLast) break;
        const shown = sent;
        const rest = parts.slice(index + 1).join("\n");
        setDraft((now) => ({ ...now, text: afterSending(now.text, shown, rest) }));
        sent = rest;
      }
      const stored = { text: sent, next: draft.next, happened: draft.happened, files: new Set(draft.files.map((f) => f.key)) };
      setDraft((now) => unsentOf(now, stored, empty));
      setOpen(afterSending(latest.current.text, sent) !== "");
      if (outcome) tell(outcome);
      if (outcome?.state === "saved") setSaid(t("record.composer.saved"));
    } catch (error) {
      void message.error((error as Error).message);
    }
    setBusy(false);
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = filesOf(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    setOpen(true);
    attachments.add(files);
  };
  return (
    <form
      ref={form}
      className={`k-composer${isOpen ? " is-open" : ""}${attachments.isOver ? " is-over" : ""}`}
      aria-label={t("record.composer.title")}
      onSubmit={(e) => {
        e.preventDefault();
        void submit();
      }}
      onPaste={onPaste}
      onKeyDown={(e) => {
        if (e.key === "Enter" && (e.ctrlKey || e.metaKey) && !e.nativeEvent.isComposing) {
          e.preventDefault();
          form.current?.requestSubmit(); // drawn anew: a picker has just taken what was typed
        }
      }}
      {...attachments.dropProps(() => setOpen(true))}
    >
      <p className="k-visually-hidden" role="status">
        {attached.length > 0 ? t("record.composer.attached", { names: attached.map((f) => f.name).join(t("outbox.comma")) }) : said}
      </p>
      <div className="k-composer-types" role="group" aria-label={labelOf(typeField?.label)}>
        {types.map((o) => (
          <button
            key={o.value}
            type="button"
            aria-pressed={o.value === draft.type}
            onClick={() => {
              change({ type: o.value });
              setOpen(true);
              form.current?.querySelector("textarea")?.focus();
            }}
          >
            {t(`record.composer.types.${o.value}`, { defaultValue: labelOf(o.label) })}
          </button>
        ))}
        <label className="k-composer-file">
          <Icon name="file" size={13} />
          {t("record.composer.file")}
          <input
            type="file"
            multiple
            className="k-visually-hidden"
            onChange={(e) => {
              setOpen(true);
              attachments.add([...(e.target.files ?? [])]);
              e.target.value = "";
            }}
          />
        </label>
      </div>
      <ComposerText
        value={draft.text}
        mentions={draft.mentions}
        isOpen={isOpen}
        placeholder={t(`record.composer.prompts.${draft.type}`, { defaultValue: t("record.timeline.write") })}
        onFocus={() => setOpen(true)}
        onChange={(text) => change({ text })}
        onMention={(mention) => setDraft((now) => ({ ...now, mentions: [...now.mentions.filter((m) => m.label !== mention.label), mention] }))}
      />
      <ComposerFiles files={draft.files} onRemove={attachments.remove} onRetry={attachments.retry} />
      {isOpen ? (
        <div className="k-composer-foot">
          <div className="k-composer-next">
            <span className="k-muted">{t("record.timeline.nextContact")}</span>
            <Suspense fallback={null}>
              <TimePicks value={draft.next} onChange={(next) => change({ next })} isInline />
            </Suspense>
          </div>
          <div className="k-row-gap k-composer-save">
            <span className="k-muted">{t("record.composer.happened")}</span>
            <KeptPicker
              aria-label={t("record.composer.happened")}
              placeholder={t("record.composer.now")}
              variant="borderless"
              value={toWallClock(draft.happened)}
              onChange={(d) => change({ happened: fromWallClock(d) })}
              minuteStep={5}
              maxDate={toWallClock(new Date().toISOString()) as Dayjs}
            />
            <span className="k-space" />
            <span className="k-muted" role="status">
              {isDirty ? t("record.composer.kept") : ""}
            </span>
            {isDirty ? null : (
              <Button size="small" type="text" onClick={() => setOpen(false)}>
                {t("common.close")}
              </Button>
            )}
            <Button type="primary" htmlType="submit" loading={isBusy} disabled={!isDirty} title="Ctrl+Enter">
              {t("record.timeline.save")}
            </Button>
          </div>
        </div>
      ) : null}
    </form>
  );
}

/** What was being written. */
function restored(empty: Draft, kept: Draft | undefined): Draft {
  return kept ? { ...empty, ...kept } : empty;
}

interface Stored {
  text: string;
  next: string | null;
  happened: string | null;
  files: ReadonlySet<string>;
}

/** What came in while the rest was on its way, which stands in the box for the next entry. */
function unsentOf(now: Draft, stored: Stored, empty: Draft): Draft {
  const text = afterSending(now.text, stored.text);
  return {
    ...empty,
    type: now.type,
    text,
    mentions: text === "" ? [] : now.mentions,
    next: now.next === stored.next ? null : now.next,
    happened: now.happened === stored.happened ? null : now.happened,
    files: now.files.filter((f) => !stored.files.has(f.key)),
  };
}
