import type { TFunction } from "i18next";
import { memo } from "react";
import { titleOf } from "../../api/catalog.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";
import { cellOf } from "../../fields/cells.tsx";
import { Icon } from "../../icons/icon.tsx";
import type { Column } from "../columns/columns.ts";
import type { CellProblem } from "../editing/use-cell-edits.ts";
import type { GridActions } from "./grid-actions.ts";
import { GridCell } from "./grid-cell.tsx";
import { checkWidth } from "./template.ts";

export const titleMark = "{}";

interface Props {
  /** From the list: a hook in every row would cost more than the row. */
  t: TFunction;
  /** What the box of a row is called, with `titleMark` where its title stands. */
  selectWords: string;
  object: ObjectInfo;
  columns: readonly Column[];
  template: string;
  record: ApiRecord;
  line: number;
  offset: number;
  /** The column the keys are at, -1 for none. */
  activeColumn: number;
  /** The column being edited, -1 for none. */
  editedColumn: number;
  problems: readonly CellProblem[] | undefined;
  isSelected: boolean;
  isGone: boolean;
  isFresh: boolean;
  isBin: boolean;
  /** Below the head of a group. */
  level: 2 | undefined;
  actions: GridActions;
}

export const GridRow = memo(function GridRow(props: Props) {
  const {
    t,
    selectWords,
    object,
    columns,
    template,
    record,
    line,
    offset,
    activeColumn,
    editedColumn,
    problems,
    isSelected,
    isGone,
    isFresh,
    isBin,
    level,
    actions,
  } = props;
  const states = `${isSelected ? " is-selected" : ""}${activeColumn >= 0 ? " is-active" : ""}${isGone ? " is-gone" : ""}${isFresh ? " is-fresh" : ""}${editedColumn >= 0 ? " is-edited" : ""}`;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus
    <div
      id={`row-${line}`}
      role="row"
      aria-rowindex={line + 2}
      aria-level={level}
      aria-selected={isSelected}
      className={`k-grid-row${states}`}
      style={{ transform: `translateY(${offset}px)`, gridTemplateColumns: template }}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus */}
      <div className="k-grid-cell is-sticky is-check" role="gridcell" aria-colindex={1}>
        <label className="k-check">
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={selectWords.replace(titleMark, () => titleOf(record, object))}
            checked={isSelected}
            onChange={(e) => actions.toggle(line, record, (e.nativeEvent as MouseEvent).shiftKey === true)}
          />
        </label>
      </div>
      {columns.map(({ field }, i) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus
        // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys
        <div
          key={field.name}
          id={`cell-${line}-${i}`}
          role="gridcell"
          aria-colindex={i + 2}
          className={`k-grid-cell${cellOf(field.type).align === "end" ? " is-end" : ""}${field.name === object.title_field ? " is-title" : ""}${i === 0 ? " is-sticky" : ""}${activeColumn === i ? " is-active-cell" : ""}${problems?.some((p) => p.field === field.name) ? " is-wrong" : ""}`}
          // the way back lies over the last cell, which would make room for it in a line below
          style={{ ...(i === 0 ? { left: checkWidth } : {}), ...(isBin ? { gridColumn: i + 2, gridRow: 1 } : {}) }}
          onClick={() => actions.activate(line, i)}
          onContextMenu={() => actions.activate(line, i)}
          onDoubleClick={() => actions.edit(line, i)}
        >
          <GridCell
            object={object}
            field={field}
            record={record}
            line={line}
            isEditing={editedColumn === i}
            problem={problems?.find((p) => p.field === field.name)}
            isBin={isBin}
            actions={actions}
          />
        </div>
      ))}
      {isGone ? (
        // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus
        <span className="k-row-note" role="gridcell">
          {t("list.live.gone")}
        </span>
      ) : null}
      {isBin ? (
        // biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus
        <span className="k-row-end" role="gridcell">
          <button
            type="button"
            className="k-row-action"
            aria-label={t("list.bin.restore", { title: titleOf(record, object) })}
            onClick={() => actions.restore(record)}
          >
            <Icon name="restore" size={14} />
            {t("list.selection.restore")}
          </button>
        </span>
      ) : null}
    </div>
  );
});
