import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { titleOf } from "../api/catalog.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../api/types.ts";
import { cellOf, FieldValue } from "../fields/cells.tsx";

interface Props {
  object: ObjectInfo;
  columns: FieldInfo[];
  template: string;
  record: ApiRecord | undefined;
  index: number;
  offset: number;
  isActive: boolean;
  isSelected: boolean;
  onToggle: (record: ApiRecord) => void;
  onActivate: (index: number) => void;
  onOpen: (index: number) => void;
  isBin: boolean;
}

export const GridRow = memo(function GridRow({
  object,
  columns,
  template,
  record,
  index,
  offset,
  isActive,
  isSelected,
  onToggle,
  onActivate,
  onOpen,
  isBin,
}: Props) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys
    <div
      id={`row-${index}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={`k-grid-row${isSelected ? " is-selected" : ""}${isActive ? " is-active" : ""}`}
      style={{ transform: `translateY(${offset}px)`, gridTemplateColumns: template }}
      onClick={() => onActivate(index)}
      onDoubleClick={() => onOpen(index)}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus */}
      <div className="k-grid-cell is-sticky" style={{ padding: 0, left: 0 }} role="gridcell" aria-colindex={1}>
        {record ? (
          <label className="k-check">
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={t("list.selectRow", { title: titleOf(record, object) })}
              checked={isSelected}
              onChange={() => onToggle(record)}
            />
          </label>
        ) : null}
      </div>
      {columns.map((field, i) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus
        <div
          key={field.name}
          role="gridcell"
          aria-colindex={i + 2}
          className={`k-grid-cell${cellOf(field.type).align === "end" ? " is-end" : ""}${field.name === object.title_field ? " is-title" : ""}${i === 0 ? " is-sticky" : ""}`}
          style={i === 0 ? { left: 34 } : undefined}
        >
          {record ? (
            <RowCell object={object} field={field} record={record} isBin={isBin} />
          ) : (
            <span className="k-bone" style={{ width: `${40 + ((index * 13 + i * 29) % 45)}%` }} />
          )}
        </div>
      ))}
    </div>
  );
});

function RowCell({ object, field, record, isBin }: { object: ObjectInfo; field: FieldInfo; record: ApiRecord; isBin: boolean }) {
  const value = <FieldValue field={field} value={record[field.name]} record={record} isDense />;
  if (field.name !== object.title_field || isBin) return <span>{value}</span>;
  return (
    <Link to="/o/$path/$id" params={{ path: object.path, id: record.id }} tabIndex={-1} preload={false}>
      {titleOf(record, object)}
    </Link>
  );
}
