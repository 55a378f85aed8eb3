import { type ReactNode, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../../api/catalog.ts";
import { useMe } from "../../api/me.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../../api/types.ts";
import { FieldValue, isEmptyValue } from "../../fields/cells.tsx";
import { formatPhone } from "../../format/phone.ts";
import { Icon } from "../../icons/icon.tsx";
import { readDraft } from "../../outbox/drafts.ts";
import { lazyReady } from "../../shell/lazy-ready.ts";
import { factDraft } from "../drafts.ts";
import { CopyButton } from "../head/copy-button.tsx";

export const FactEditor = lazyReady(() => import("./fact-editor.tsx"));

interface Props {
  object: ObjectInfo;
  record: ApiRecord;
  field: FieldInfo;
  isEditable: boolean;
  /** It is changed, and waits to be sent. */
  isWaiting?: boolean;
  placeholder?: string;
  /** What else can be done with it, behind the value. */
  children?: ReactNode;
}

const copied = new Set(["phone", "email", "url", "text", "address", "auto_number"]);
const interactive = "a, button, input, textarea, .k-mention";

/** A value that is edited where it stands: by a click on it, or by its button. */
export function Fact({ object, record, field, isEditable, isWaiting = false, placeholder, children }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  // what was typed before a reload or a crash opens again as it was
  const [isOpen, setOpen] = useState(() => isEditable && readDraft(me.id, factDraft(record.id, field.name)) !== undefined);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    setTimeout(() => button.current?.focus(), 0);
  };
  const open = () => setOpen(true);
  const raw = record[field.name];
  const isEmpty = isEmptyValue(raw);
  const value = isEmpty && placeholder ? <span className="k-muted">{placeholder}</span> : <FieldValue field={field} value={raw} record={record} />;
  if (isOpen)
    return (
      <Suspense fallback={<span className="k-fact">{value}</span>}>
        <FactEditor object={object} record={record} field={field} onClose={close} />
      </Suspense>
    );
  const text = isEmpty || !copied.has(field.type) ? "" : copyOf(field, raw);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a click on the value is a quicker way to the button inside
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys have the button inside
    <div
      className={`k-fact${isEditable ? " is-editable" : ""}${isEmpty ? " is-empty" : ""}`}
      onClick={(e) => {
        if (isEditable && !(e.target as HTMLElement).closest(interactive) && getSelection()?.isCollapsed !== false) open();
      }}
    >
      <span dir="auto">{value}</span>
      {isWaiting ? <span className="k-tag is-amber">{t("record.waiting")}</span> : null}
      <span className="k-fact-tools">
        {text && !text.includes("****") ? <CopyButton text={text} label={t("record.copyField", { field: labelOf(field.label) })} /> : null}
        {children}
        {isEditable ? (
          <button ref={button} type="button" className="k-small-button" aria-label={t("record.editField", { field: labelOf(field.label) })} onClick={open}>
            <Icon name="edit" size={13} />
          </button>
        ) : null}
      </span>
    </div>
  );
}

function copyOf(field: FieldInfo, value: unknown): string {
  if (field.type === "phone") return formatPhone(String(value)).replaceAll(" ", "");
  if (typeof value === "object" && value) return Object.values(value).filter(Boolean).join("");
  return String(value);
}
