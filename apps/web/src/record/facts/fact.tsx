import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../../api/catalog.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../../api/types.ts";
import { FieldValue } from "../../fields/cells.tsx";
import { Icon } from "../../icons/icon.tsx";

const FactEditor = lazy(() => import("./fact-editor.tsx"));

interface Props {
  object: ObjectInfo;
  record: ApiRecord;
  field: FieldInfo;
  isEditable: boolean;
}

export function Fact({ object, record, field, isEditable }: Props) {
  const { t } = useTranslation();
  const [isEditing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setEditing(false);
    setTimeout(() => button.current?.focus(), 0);
  };
  const value = <FieldValue field={field} value={record[field.name]} record={record} />;
  if (isEditing)
    return (
      <Suspense fallback={<span className="k-fact">{value}</span>}>
        <FactEditor object={object} record={record} field={field} onClose={close} />
      </Suspense>
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a double click is a quicker way to the button inside
    <div className={`k-fact${isEditable ? " is-editable" : ""}`} onDoubleClick={isEditable ? () => setEditing(true) : undefined}>
      <span>{value}</span>
      {isEditable ? (
        <button
          ref={button}
          type="button"
          className="k-fact-edit"
          aria-label={t("record.editField", { field: labelOf(field.label) })}
          onClick={() => setEditing(true)}
        >
          <Icon name="edit" size={14} />
        </button>
      ) : null}
    </div>
  );
}
