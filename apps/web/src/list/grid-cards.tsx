import { Link } from "@tanstack/react-router";
import type { VirtualItem } from "@tanstack/react-virtual";
import { useTranslation } from "react-i18next";
import { titleOf } from "../api/catalog.ts";
import type { FieldInfo, ObjectInfo } from "../api/types.ts";
import { FieldValue, isEmptyValue } from "../fields/cells.tsx";
import type { GridProps } from "./record-grid.tsx";

/** A list on a phone: the title, two facts below, the state at the side. */
export function GridCards({
  object,
  columns,
  rows,
  selection,
  items,
  height,
  size,
  active,
  isBin,
}: GridProps & { items: VirtualItem[]; height: number; size: number; active: number }) {
  const { t } = useTranslation();
  const side = sideField(object, columns);
  const facts = columns.filter((c) => c.name !== object.title_field && c !== side);
  return (
    <div style={{ height, position: "relative" }} role="rowgroup">
      {items.map((item) => {
        const record = rows.rowAt(item.index);
        const shown = record ? facts.filter((f) => !isEmptyValue(record[f.name])).slice(0, 3) : [];
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus
          <div
            key={item.index}
            id={`row-${item.index}`}
            role="row"
            aria-rowindex={item.index + 1}
            aria-selected={selection.has(record?.id ?? "")}
            className={`k-card-row${selection.has(record?.id ?? "") ? " is-selected" : ""}${active === item.index ? " is-active" : ""}`}
            style={{ transform: `translateY(${item.start}px)`, height: size }}
          >
            {/* biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus */}
            <div role="gridcell">
              {record ? (
                <label className="k-check">
                  <input
                    type="checkbox"
                    aria-label={t("list.selectRow", { title: titleOf(record, object) })}
                    checked={selection.has(record.id)}
                    onChange={() => selection.toggle(record)}
                  />
                </label>
              ) : null}
            </div>
            {/* biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus */}
            <div className="k-card-main" role="gridcell">
              {record ? (
                <>
                  {isBin ? (
                    <span className="k-strong k-ellipsis">{titleOf(record, object)}</span>
                  ) : (
                    <Link className="k-ellipsis" to="/o/$path/$id" params={{ path: object.path, id: record.id }} preload={false}>
                      {titleOf(record, object)}
                    </Link>
                  )}
                  <span className="k-card-sub">
                    {shown.map((f) => (
                      <span key={f.name} className="k-ellipsis">
                        <FieldValue field={f} value={record[f.name]} record={record} isDense />
                      </span>
                    ))}
                  </span>
                </>
              ) : (
                <>
                  <span className="k-bone" style={{ width: "60%" }} />
                  <span className="k-bone" style={{ width: "40%" }} />
                </>
              )}
            </div>
            {/* biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus */}
            <div className="k-card-side" role="gridcell">
              {record && side && !isEmptyValue(record[side.name]) ? <FieldValue field={side} value={record[side.name]} record={record} isDense /> : null}
            </div>
          </div>
        );
      })}
    </div>
  );
}

function sideField(object: ObjectInfo, columns: readonly FieldInfo[]): FieldInfo | undefined {
  return (
    columns.find((c) => c.name === object.states?.field) ??
    columns.find((c) => c.type === "money") ??
    columns.find((c) => c.type === "select" && c.options?.some((o) => o.color))
  );
}
