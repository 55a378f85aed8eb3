import { useTranslation } from "react-i18next";
import { formatBriefSums, formatExactSums, formatSums } from "../format/money-sums.ts";
import { formatNumber, formatPercent } from "../format/number.ts";
import { Icon } from "../icons/icon.tsx";
import type { BoardColumn } from "./board-columns.ts";
import type { ColumnTotal } from "./board-totals.ts";
import type { CardPlan } from "./card-plan.ts";
import { labelOfColumn } from "./move-words.ts";

interface Props {
  column: BoardColumn;
  total: ColumnTotal | undefined;
  plan: CardPlan;
  onFold: (column: BoardColumn) => void;
  onNew: ((column: BoardColumn) => void) | undefined;
}

/** Whether a name, a count and a sum stand in the head of a column of the least width; a figure is never cut off. */
function hasRoom(label: string, count: string, sum: string): boolean {
  const name = [...label].reduce((width, char) => width + (char > "\u2e80" ? 13 : 7.4), 0);
  return name + count.length * 6.8 + sum.length * 7.2 <= 136;
}

/** What a column is called, how many records it holds and what they are worth. */
export function LaneHead({ column, total, plan, onFold, onNew }: Props) {
  const { t } = useTranslation();
  const label = labelOfColumn(column);
  return (
    <header className="k-lane-head">
      <div className="k-lane-name">
        <h2>
          <button type="button" onClick={() => onFold(column)} title={t("board.fold", { column: label })} aria-label={t("board.fold", { column: label })}>
            <i className={`k-dot is-${column.color ?? "gray"}`} />
            <span className="k-ellipsis">{label}</span>
          </button>
        </h2>
        <span className="k-lane-count" title={t("board.count", { count: total?.count ?? 0 })}>
          {total ? formatNumber(total.count) : ""}
        </span>
        <span className="k-space" />
        {plan.money && total ? (
          <span className="k-lane-sum" title={t("board.sumTitle", { sum: formatExactSums(total.sum) })}>
            {hasRoom(label, formatNumber(total.count), formatSums(total.sum)) ? formatSums(total.sum) : formatBriefSums(total.sum)}
          </span>
        ) : null}
        {onNew ? (
          <button
            type="button"
            className="k-lane-new"
            aria-label={t("board.newIn", { column: label })}
            title={t("board.newIn", { column: label })}
            onClick={() => onNew(column)}
          >
            <Icon name="plus" size={14} />
          </button>
        ) : null}
      </div>
      <div className="k-lane-line" aria-hidden="true">
        <i
          style={{ transform: `scaleX(${(column.isClosed ? 100 : (column.probability ?? 0)) / 100})` }}
          className={`is-${column.isClosed ? (column.color ?? "gray") : "jade"}`}
        />
      </div>
      {plan.weight ? (
        <div className="k-lane-weighted">
          <span>
            {column.isRemoved
              ? t("board.removedStage")
              : column.isClosed || column.probability === undefined
                ? ""
                : t("board.probability", { percent: formatPercent(column.probability) })}
          </span>
          {total && !column.isClosed ? (
            <span title={t("board.weightedTitle", { sum: formatExactSums(total.weighted) })}>{t("board.weighted", { sum: formatSums(total.weighted) })}</span>
          ) : null}
        </div>
      ) : null}
    </header>
  );
}
