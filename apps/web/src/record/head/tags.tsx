import { App, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../../api/catalog.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";
import { Icon } from "../../icons/icon.tsx";
import { isSame } from "../../outbox/entry.ts";
import { saveRecord } from "../../outbox/save-record.ts";
import { useTellOutcome } from "../../outbox/use-tell-outcome.ts";
import { tagTone } from "./tag-tone.ts";

/** The record's tags; a click edits them in place, leaving saves. */
export function Tags({ object, record, isEditable }: { object: ObjectInfo; record: ApiRecord; isEditable: boolean }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const tell = useTellOutcome(object);
  const field = fieldOf(object, "tags");
  const tags = Array.isArray(record.tags) ? (record.tags as string[]) : [];
  const [draft, setDraft] = useState<string[] | null>(null);
  if (!field || (!isEditable && tags.length === 0)) return null;
  const save = async () => {
    if (!draft) return;
    const next = draft;
    setDraft(null);
    if (isSame(next, tags)) return;
    try {
      const outcome = await saveRecord(object, record, { tags: next });
      if (outcome.state === "conflict") {
        // both added tags: all of them stand
        const joined = [...new Set([...((outcome.current.tags as string[] | null) ?? []), ...next])];
        tell(await saveRecord(object, outcome.current, { tags: joined }));
      } else tell(outcome);
    } catch (error) {
      setDraft(next);
      void message.error((error as Error).message);
    }
  };
  if (draft)
    return (
      <Select
        mode="tags"
        size="small"
        autoFocus
        open={false}
        suffixIcon={null}
        aria-label={labelOf(field.label)}
        value={draft}
        onChange={setDraft}
        tokenSeparators={[",", "，", "、", ";", "；"]}
        onBlur={() => void save()}
        onInputKeyDown={(e) => {
          if (e.key === "Escape") setDraft(null);
          else if (e.key === "Enter" && !e.nativeEvent.isComposing && (e.target as HTMLInputElement).value === "") void save();
        }}
        style={{ minWidth: 220 }}
      />
    );
  return (
    <span className="k-record-tags">
      {tags.map((tag) => (
        <bdi key={tag} className={`k-tag is-${tagTone(tag)}`}>
          {tag}
        </bdi>
      ))}
      {isEditable ? (
        <button type="button" className="k-small-button" aria-label={t("record.editField", { field: labelOf(field.label) })} onClick={() => setDraft(tags)}>
          <Icon name={tags.length > 0 ? "edit" : "plus"} size={13} />
          {tags.length > 0 ? null : <span>{labelOf(field.label)}</span>}
        </button>
      ) : null}
    </span>
  );
}
