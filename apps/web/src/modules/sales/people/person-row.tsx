import { Link } from "@tanstack/react-router";
import { Select } from "antd";
import { useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../../../api/catalog.ts";
import { records } from "../../../api/records.ts";
import type { ApiRecord, ObjectInfo } from "../../../api/types.ts";
import { clearable } from "../../../fields/clearable.ts";
import { Icon } from "../../../icons/icon.tsx";
import { saveRecord } from "../../../outbox/save-record.ts";
import { useTellOutcome } from "../../../outbox/use-tell-outcome.ts";
import { useUndo } from "../../../shell/use-undo.tsx";

interface Props {
  object: ObjectInfo;
  person: ApiRecord;
  canEdit: boolean;
  onChanged: () => Promise<void>;
}

const parts = ["role", "influence", "attitude"] as const;

/** One person of a deal; their part in it opens below the name. */
export function PersonRow({ object, person, canEdit, onChanged }: Props) {
  const { t } = useTranslation();
  const undo = useUndo();
  const tell = useTellOutcome(object);
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [error, setError] = useState("");
  const contact = person.contact as { id: string; name?: string | null; title?: string | null } | null | undefined;
  const name = contact?.name ?? t("sales.people.hidden");
  const word = (field: string) => {
    const option = fieldOf(object, field)?.options?.find((o) => o.value === person[field]);
    return { text: option ? labelOf(option.label) : String(person[field] ?? ""), color: option?.color };
  };
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
      setError("");
      await onChanged();
    } catch (problem) {
      setError((problem as Error).message);
    }
  };
  const set = (values: Record<string, unknown>) => attempt(async () => tell(await saveRecord(object, person, values)));
  const row = useRef<HTMLLIElement>(null);
  const remove = () =>
    attempt(async () => {
      await records.remove(object.path, person.id);
      focusBeside(row.current);
      undo(t("sales.people.removed", { name }), () => attempt(() => records.restore(object.path, person.id)));
    });
  const attitude = word("attitude");
  const influence = word("influence").text;
  const about = [
    word("role").text || t("sales.people.noRole"),
    contact?.title ?? "",
    influence ? t("sales.people.influence", { level: influence }) : "",
  ].filter(Boolean);
  return (
    <li ref={row} className={`k-person-row${isOpen ? " is-open" : ""}`}>
      <div className="k-person-line">
        <span className="k-person-name">
          {contact?.id ? (
            <Link to="/o/$path/$id" params={{ path: "contacts", id: contact.id }}>
              <bdi>{name}</bdi>
            </Link>
          ) : (
            <span className="k-muted">{name}</span>
          )}
          <span className="k-person-about">{about.join(" · ")}</span>
        </span>
        {person.is_primary ? <span className="k-tag is-jade">{t("sales.people.main")}</span> : null}
        {attitude.text ? <span className={`k-tag is-${attitude.color ?? "gray"}`}>{attitude.text}</span> : null}
        {canEdit ? (
          <button
            type="button"
            className="k-small-button k-person-edit"
            aria-expanded={isOpen}
            aria-controls={id}
            aria-label={t("sales.people.edit", { name })}
            onClick={() => setOpen(!isOpen)}
          >
            <Icon name={isOpen ? "up" : "edit"} size={14} />
          </button>
        ) : null}
      </div>
      {isOpen ? (
        <div className="k-person-parts" id={id}>
          {parts.map((field) => {
            const info = fieldOf(object, field);
            return info ? (
              <div key={field} className="k-person-part">
                <span className="k-muted">{labelOf(info.label)}</span>
                <Select
                  aria-label={labelOf(info.label)}
                  value={(person[field] as string | null) ?? null}
                  allowClear={clearable()}
                  placeholder={t("sales.people.unset")}
                  options={info.options?.filter((o) => !o.retired).map((o) => ({ value: o.value, label: labelOf(o.label) })) ?? []}
                  onChange={(value: string | undefined) => void set({ [field]: value ?? null })}
                  popupMatchSelectWidth={false}
                  style={{ width: "100%" }}
                />
              </div>
            ) : null;
          })}
          <div className="k-row-gap">
            {person.is_primary ? null : (
              <button type="button" className="k-link-button" onClick={() => void set({ is_primary: true })}>
                {t("sales.people.makeMain")}
              </button>
            )}
            <button type="button" className="k-link-button is-danger" onClick={() => void remove()}>
              {t("sales.people.remove")}
            </button>
          </div>
        </div>
      ) : null}
      {error ? (
        <p className="k-error" role="alert">
          {error}
        </p>
      ) : null}
    </li>
  );
}

/** Keys go on at the next person, else at the last, else where one is added: the row they are in goes. */
function focusBeside(row: HTMLElement | null): void {
  if (!row?.contains(document.activeElement)) return;
  const beside = row.nextElementSibling ?? row.previousElementSibling;
  const next = beside?.querySelector<HTMLElement>(".k-person-edit") ?? row.closest(".k-people")?.querySelector<HTMLElement>(".k-panel-head button");
  next?.focus({ preventScroll: true });
}
