import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../format/number.ts";
import { RouteError } from "../../shell/route-error.tsx";
import { totalOf } from "../grouping/use-sums.ts";
import { readyForOffline } from "../ready-offline.ts";
import { reachable } from "../rows/use-rows.ts";
import { GridFoot } from "./grid-foot.tsx";
import { GridLayers } from "./grid-layers.tsx";
import { GridLines } from "./grid-lines.tsx";
import { GridMenu } from "./grid-menu.tsx";
import { LivePill } from "./live-pill.tsx";
import { gridTemplate } from "./template.ts";
import { type TableProps, useTable } from "./use-table.ts";

/** A list of any length: only the lines in view exist. */
export function TableView(props: TableProps) {
  const { object, search, change, total } = props;
  const { t } = useTranslation();
  const table = useTable(props);
  const { columns, rows, groups, live, cell, grid, isNarrow, isBin, sums, recordAt } = table;
  useEffect(() => readyForOffline(), []);
  const error = rows.error ?? groups?.error;
  if (error) return <RouteError error={error} />;
  const isCut = !groups && total !== undefined && total > reachable;
  const showNew = () => {
    live.settle();
    void rows.refresh();
    table.scroller.current?.scrollTo({ top: 0 });
  };
  return (
    <div className={`k-grid k-panel${rows.isStale ? " is-stale" : ""}${isBin ? " is-bin" : ""}`}>
      <LivePill live={live} onShow={showNew} />
      <GridMenu
        object={object}
        field={columns[cell.column]?.field}
        record={recordAt(cell.line)}
        search={search}
        change={change}
        commands={grid.commands}
        isOff={isNarrow || isBin}
      >
        <GridLines table={table} search={search} change={change} />
      </GridMenu>
      {isNarrow || isBin ? null : (
        <GridFoot
          columns={columns}
          measured={table.measured}
          sums={table.by ? totalOf(sums.byGroup) : sums.byGroup.get("")}
          scroller={table.scroller}
          template={gridTemplate(columns)}
          total={total}
        />
      )}
      {isCut ? <div className="k-grid-foot">{t("list.cut", { shown: formatNumber(reachable), total: formatNumber(total ?? 0) })}</div> : null}
      <GridLayers object={object} grid={grid} paste={table.paste} peeked={table.peeked} setPeeked={table.setPeeked} />
    </div>
  );
}
