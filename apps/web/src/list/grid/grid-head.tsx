import { useTranslation } from "react-i18next";
import { labelOf } from "../../api/catalog.ts";
import { cellOf } from "../../fields/cells.tsx";
import { Icon } from "../../icons/icon.tsx";
import { ColumnHandle } from "../columns/column-handle.tsx";
import type { Column } from "../columns/columns.ts";
import { useColumnDrag } from "../columns/use-column-drag.ts";
import { isSortable, nextSort, parseSort } from "../sort.ts";
import { checkWidth } from "./template.ts";

interface Props {
  columns: readonly Column[];
  setColumns: (columns: readonly Column[]) => void;
  template: string;
  sort: string | undefined;
  onSort: (sort: string | undefined) => void;
  isAllChosen: boolean;
  onChooseAll: () => void;
  count: number;
  isBin: boolean;
}

/** Names of the columns: a click sorts, dragging moves them, their edge makes them wider. */
export function GridHead({ columns, setColumns, template, sort, onSort, isAllChosen, onChooseAll, count, isBin }: Props) {
  const { t } = useTranslation();
  const keys = parseSort(sort);
  const drag = useColumnDrag(columns, setColumns);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus
    <div className="k-grid-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus */}
      <div className="k-grid-cell is-sticky is-check" role="columnheader" aria-colindex={1}>
        <label className="k-check">
          <input type="checkbox" aria-label={t("list.selectLoaded", { count })} checked={isAllChosen} onChange={onChooseAll} />
        </label>
      </div>
      {columns.map((column, index) => {
        const { field } = column;
        const key = keys.find((k) => k.field === field.name);
        const direction = key ? (key.isDescending ? "descending" : "ascending") : "none";
        const isSorting = isSortable(field);
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus
          <div
            key={field.name}
            className={`k-grid-cell${cellOf(field.type).align === "end" ? " is-end" : ""}${index === 0 ? " is-sticky" : ""}${drag.classOf(index)}`}
            style={index === 0 ? { left: checkWidth } : undefined}
            role="columnheader"
            aria-colindex={index + 2}
            {...(isSorting ? { "aria-sort": direction } : {})}
            {...(isBin ? {} : drag.handlersOf(index))}
          >
            {isSorting ? (
              <button type="button" onClick={(e) => onSort(nextSort(sort, field.name, e.shiftKey))} title={t("list.sort.hint")}>
                <span className="k-ellipsis">{labelOf(field.label)}</span>
                {key ? <Icon name={key.isDescending ? "arrowDown" : "arrowUp"} size={12} /> : null}
                {key && keys.length > 1 ? <em className="k-muted">{keys.indexOf(key) + 1}</em> : null}
              </button>
            ) : (
              <span className="k-ellipsis">{labelOf(field.label)}</span>
            )}
            {isBin ? null : <ColumnHandle columns={columns} index={index} setColumns={setColumns} />}
          </div>
        );
      })}
    </div>
  );
}
