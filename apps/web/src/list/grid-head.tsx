import { useTranslation } from "react-i18next";
import { labelOf } from "../api/catalog.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../api/types.ts";
import { cellOf } from "../fields/cells.tsx";
import { Icon } from "../icons/icon.tsx";
import { isSortable, nextSort, parseSort } from "./sort.ts";
import type { Selection } from "./use-selection.ts";

interface Props {
  object: ObjectInfo;
  columns: FieldInfo[];
  template: string;
  sort: string | undefined;
  onSort: (sort: string | undefined) => void;
  selection: Selection;
  loaded: ApiRecord[];
}

export function GridHead({ columns, template, sort, onSort, selection, loaded }: Props) {
  const { t } = useTranslation();
  const keys = parseSort(sort);
  const isAll = loaded.length > 0 && loaded.every((r) => selection.has(r.id));
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus
    <div className="k-grid-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus */}
      <div className="k-grid-cell is-sticky" style={{ padding: 0, left: 0 }} role="columnheader" aria-colindex={1}>
        <label className="k-check">
          <input
            type="checkbox"
            aria-label={t("list.selectLoaded", { count: loaded.length })}
            checked={isAll}
            onChange={() => (isAll ? selection.clear() : selection.set(loaded))}
          />
        </label>
      </div>
      {columns.map((field, index) => {
        const key = keys.find((k) => k.field === field.name);
        const direction = key ? (key.isDescending ? "descending" : "ascending") : "none";
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus
          <div
            key={field.name}
            className={`k-grid-cell${cellOf(field.type).align === "end" ? " is-end" : ""}${index === 0 ? " is-sticky" : ""}`}
            style={index === 0 ? { left: 34 } : undefined}
            role="columnheader"
            aria-colindex={index + 2}
            {...(isSortable(field) ? { "aria-sort": direction } : {})}
          >
            {isSortable(field) ? (
              <button type="button" onClick={(e) => onSort(nextSort(sort, field.name, e.shiftKey))}>
                <span className="k-ellipsis">{labelOf(field.label)}</span>
                {key ? <Icon name={key.isDescending ? "arrowDown" : "arrowUp"} size={12} /> : null}
              </button>
            ) : (
              <span>{labelOf(field.label)}</span>
            )}
          </div>
        );
      })}
    </div>
  );
}
