import { type DragEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../../api/catalog.ts";
import type { FieldInfo, ObjectInfo } from "../../api/types.ts";
import { Icon } from "../../icons/icon.tsx";
import { Flyout } from "../../shell/flyout.tsx";
import { type Column, possibleColumns } from "./columns.ts";
import { moveColumn } from "./use-column-drag.ts";

interface Props {
  object: ObjectInfo;
  columns: readonly Column[];
  setColumns: (columns: readonly Column[] | null) => void;
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
}

/** Which columns, and in which order. */
export function ColumnMenu({ isOpen, setOpen, ...choice }: Props) {
  const { t } = useTranslation();
  return (
    <Flyout placement="bottomRight" isOpen={isOpen} setOpen={setOpen} title={t("list.columns.title")} content={<ColumnChoice {...choice} />}>
      <button type="button" className="k-chip" aria-expanded={isOpen}>
        <Icon name="columns" size={13} />
        {t("list.columns.label")}
      </button>
    </Flyout>
  );
}

function ColumnChoice({ object, columns, setColumns }: Omit<Props, "isOpen" | "setOpen">) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [dragged, setDragged] = useState<number | null>(null);
  const [said, setSaid] = useState("");
  const wanted = text.trim().toLowerCase();
  const isWanted = (f: FieldInfo) => wanted === "" || labelOf(f.label).toLowerCase().includes(wanted) || f.name.includes(wanted);
  const others = possibleColumns(object).filter((f) => !columns.some((c) => c.field.name === f.name) && isWanted(f));
  const isFixed = (f: FieldInfo) => f.name === object.title_field;
  const over = (event: DragEvent, index: number) => {
    if (dragged === null || index < 1) return;
    event.preventDefault();
    if (index === dragged) return;
    setColumns(moveColumn(columns, dragged, index));
    setDragged(index);
  };
  /** By its buttons; at the end of the row the one that was pressed can go no further, and the other takes the focus. */
  const step = (button: HTMLButtonElement, index: number, by: 1 | -1) => {
    const next = moveColumn(columns, index, index + by);
    setColumns(next);
    setSaid(t("list.columns.movedTo", { field: labelOf(columns[index]?.field.label), at: index + by + 1, total: next.length }));
    const other = (by > 0 ? button.previousElementSibling : button.nextElementSibling) as HTMLElement | null;
    requestAnimationFrame(() => button.disabled && other?.focus());
  };
  return (
    <div className="k-columns">
      <p className="k-visually-hidden" role="status">
        {said}
      </p>
      <div className="k-row-gap">
        <h3>{t("list.columns.title")}</h3>
        <span className="k-space" />
        <button type="button" className="k-link-button" onClick={() => setColumns(null)}>
          {t("list.columns.reset")}
        </button>
      </div>
      <input
        className="k-column-search"
        type="search"
        value={text}
        onChange={(e) => setText(e.target.value)}
        placeholder={t("list.columns.find")}
        aria-label={t("list.columns.find")}
      />
      <ul>
        {columns.map(({ field }, index) =>
          isWanted(field) ? (
            <li
              key={field.name}
              draggable={!isFixed(field) && wanted === ""}
              className={dragged === index ? "is-dragged" : undefined}
              onDragStart={() => setDragged(index)}
              onDragOver={(e) => over(e, index)}
              onDragEnd={() => setDragged(null)}
            >
              <span className="k-grip" aria-hidden="true">
                {isFixed(field) ? <Icon name="lock" size={13} /> : <Icon name="grip" size={13} />}
              </span>
              <label>
                <input type="checkbox" checked disabled={isFixed(field)} onChange={() => setColumns(columns.filter((c) => c.field !== field))} />
                <span className="k-ellipsis">{labelOf(field.label)}</span>
              </label>
              <button
                type="button"
                className="k-icon-button"
                aria-label={t("list.columns.up", { field: labelOf(field.label) })}
                disabled={index <= 1 || isFixed(field)}
                onClick={(e) => step(e.currentTarget, index, -1)}
              >
                <Icon name="up" size={14} />
              </button>
              <button
                type="button"
                className="k-icon-button"
                aria-label={t("list.columns.down", { field: labelOf(field.label) })}
                disabled={index === columns.length - 1 || isFixed(field)}
                onClick={(e) => step(e.currentTarget, index, 1)}
              >
                <Icon name="down" size={14} />
              </button>
            </li>
          ) : null,
        )}
        {others.map((field) => (
          <li key={field.name}>
            <span className="k-grip" />
            <label>
              <input type="checkbox" checked={false} onChange={() => setColumns([...columns, { field }])} />
              <span className="k-ellipsis k-quiet">{labelOf(field.label)}</span>
            </label>
          </li>
        ))}
      </ul>
    </div>
  );
}
