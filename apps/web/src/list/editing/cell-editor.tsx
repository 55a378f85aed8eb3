import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../../api/catalog.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../../api/types.ts";
import { FieldInput, inputOf } from "../../fields/inputs.tsx";
import { changedValues } from "../../form/defaults.ts";
import { fieldFor, isInstant } from "./editable.ts";

/** Where to go once a value is taken. */
export type Step = "stay" | "down" | "up" | "right" | "left";

interface Props {
  object: ObjectInfo;
  field: FieldInfo;
  record: ApiRecord;
  /** What was typed before and refused. */
  typed?: Record<string, unknown> | undefined;
  message?: string | undefined;
  onDone: (values: Record<string, unknown>, step: Step) => void;
  onCancel: () => void;
}

const floating = ".ant-select-dropdown, .ant-picker-dropdown, .ant-tree-select-dropdown, .ant-modal-root";

/** One value, edited where it stands: Enter and Tab take it and move on, Escape gives back the old one. */
export default function CellEditor({ object, field, record, typed, message, onDone, onCancel }: Props) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const id = `cell-${record.id}-${field.name}`;
  const names = [field.name, ...object.fields.filter((f) => f.companion_of === field.name).map((f) => f.name)];
  const before = Object.fromEntries(names.map((n) => [n, record[n]]));
  const [values, setValues] = useState<Record<string, unknown>>({ ...before, ...typed });
  const now = useRef(values);
  now.current = values;
  const isOver = useRef(false);
  /** A day that is typed is not chosen before it is left. */
  const isTyping = useRef(false);
  const finish = (step: Step, last = now.current) => {
    if (isOver.current) return;
    isOver.current = true;
    onDone(changedValues(before, last), step);
  };
  const latest = useRef(finish);
  latest.current = finish;
  useEffect(() => {
    const own = document.getElementById(id);
    const input = own?.matches("input, textarea") ? own : place.current?.querySelector<HTMLElement>("input, textarea, [role=combobox], button[role=switch]");
    input?.focus({ preventScroll: true });
    if (input instanceof HTMLInputElement && !input.closest(".ant-select, .ant-picker")) input.select();
    const onPointer = (event: PointerEvent) => {
      const target = event.target as HTMLElement;
      isTyping.current = false;
      if (!place.current?.contains(target) && !target.closest(floating)) latest.current("stay");
    };
    addEventListener("pointerdown", onPointer, true);
    return () => removeEventListener("pointerdown", onPointer, true);
  }, [id]);
  // before an open list of choices takes it for itself
  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    isOver.current = true;
    onCancel();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const target = event.target as HTMLElement;
    const leave = (step: Step) => {
      event.preventDefault();
      // numbers and dates take what was typed only when they are left
      if (target instanceof HTMLInputElement && !target.closest(".ant-select")) target.blur();
      setTimeout(() => latest.current(step), 0);
    };
    if (event.key === "Tab") leave(event.shiftKey ? "left" : "right");
    else if (event.key === "Enter") {
      const isMultiline = inputOf(field.type).isMultiline || target.tagName === "TEXTAREA";
      if ((isMultiline && !event.ctrlKey && !event.metaKey) || target.closest(".ant-select")) return;
      leave(event.shiftKey ? "up" : "down");
    }
  };
  const change = (name: string, value: unknown) => {
    const next = { ...now.current, [name]: value };
    now.current = next;
    setValues(next);
    if (name === field.name && isInstant(field) && !isTyping.current) setTimeout(() => finish("stay", next), 0);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the input inside
    <div
      className="k-cell-editor"
      ref={place}
      onKeyDownCapture={onKeyDownCapture}
      onKeyDown={onKeyDown}
      onInputCapture={(e) => {
        isTyping.current = (e.target as HTMLElement).closest(".ant-picker") !== null;
      }}
      onDoubleClick={(e) => e.stopPropagation()}
      onPaste={(e) => e.stopPropagation()}
    >
      <label htmlFor={id} className="k-visually-hidden">
        {labelOf(field.label)}
      </label>
      <FieldInput
        id={id}
        field={fieldFor(object, field, record)}
        value={values[field.name]}
        onChange={(value) => change(field.name, value)}
        setValue={change}
        values={values}
        isInvalid={Boolean(message)}
        describedBy={message ? `${id}-error` : undefined}
        autoFocus
        record={record}
      />
      {message ? (
        <span className="k-cell-message" id={`${id}-error`} role="alert">
          {message}
        </span>
      ) : inputOf(field.type).isMultiline ? (
        <span className="k-cell-hint">{t("list.edit.multiline")}</span>
      ) : null}
    </div>
  );
}
