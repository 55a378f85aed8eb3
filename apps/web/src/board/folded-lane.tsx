import { useTranslation } from "react-i18next";
import { formatNumber } from "../format/number.ts";
import type { BoardColumn } from "./board-columns.ts";
import type { ColumnTotal } from "./board-totals.ts";
import { labelOfColumn } from "./move-words.ts";
import { useLaneDrop } from "./use-lane-drop.ts";

/** A column folded to a strip: it still counts, and still takes cards. */
export function FoldedLane({
  column,
  index,
  total,
  onFold,
}: {
  column: BoardColumn;
  index: number;
  total: ColumnTotal | undefined;
  onFold: (column: BoardColumn) => void;
}) {
  const { t } = useTranslation();
  const drop = useLaneDrop(column);
  const label = labelOfColumn(column);
  return (
    <section className={`k-lane is-folded is-${drop.state}${drop.isOver ? " is-over" : ""}`} data-lane={index} aria-label={label}>
      <button
        className="k-lane-strip"
        type="button"
        onClick={() => onFold(column)}
        aria-expanded="false"
        title={drop.reason ?? t("board.unfold", { column: label })}
      >
        <span className="k-visually-hidden">{t("board.unfold", { column: label })}</span>
        <i className={`k-dot is-${column.color ?? "gray"}`} />
        <span className="k-lane-count" aria-hidden="true">
          {total ? formatNumber(total.count) : ""}
        </span>
        <span className="k-lane-upright" aria-hidden="true">
          {label}
        </span>
      </button>
      <div data-lane-cards />
    </section>
  );
}
