import { memo } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../../api/catalog.ts";
import { FieldValue } from "../../fields/cells.tsx";
import { formatNumber } from "../../format/number.ts";
import { Icon } from "../../icons/icon.tsx";
import type { Column } from "../columns/columns.ts";
import type { GridActions } from "../grid/grid-actions.ts";
import type { GroupField } from "./group-field.ts";
import { periodText } from "./period-text.ts";
import { SumText } from "./sum-text.tsx";
import type { GroupInfo } from "./use-groups.ts";
import type { Sums } from "./use-sums.ts";

interface Props {
  by: GroupField;
  info: GroupInfo | undefined;
  group: number;
  line: number;
  offset: number;
  isFolded: boolean;
  isActive: boolean;
  columns: readonly Column[];
  template: string;
  sums: ReadonlyMap<string, Sums> | undefined;
  actions: GridActions;
}

/** The head of a group: its value, how many records it has, and the sums of its numbers under their columns. */
export const GroupHead = memo(function GroupHead({ by, info, group, line, offset, isFolded, isActive, columns, template, sums, actions }: Props) {
  const { t } = useTranslation();
  const count = info?.count ?? 0;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus
    <div
      id={`row-${line}`}
      role="row"
      aria-rowindex={line + 2}
      aria-level={1}
      aria-expanded={!isFolded}
      className={`k-grid-row k-group-head${isActive ? " is-active" : ""}`}
      style={{ transform: `translateY(${offset}px)`, gridTemplateColumns: template }}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus */}
      <div className="k-grid-cell is-sticky is-check" role="gridcell" aria-colindex={1}>
        <button
          type="button"
          tabIndex={-1}
          className="k-icon-button"
          aria-label={t(isFolded ? "list.group.unfold" : "list.group.fold")}
          onClick={() => {
            actions.activate(line, 0);
            actions.fold(group);
          }}
        >
          <Icon name={isFolded ? "right" : "down"} size={14} />
        </button>
      </div>
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys */}
      <div className="k-grid-cell is-sticky k-group-title" role="gridcell" aria-colindex={2} onClick={() => actions.fold(group)}>
        <span className="k-ellipsis">
          <span className="k-visually-hidden">{labelOf(by.field.label)} </span>
          <GroupValue by={by} value={info?.value ?? null} />
        </span>
        <em className="k-muted">{t("list.total", { count, number: formatNumber(count) })}</em>
      </div>
      {columns.slice(1).map(({ field }, i) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus
        <div key={field.name} className="k-grid-cell is-end" role="gridcell" aria-colindex={i + 3}>
          <SumText field={field} sums={sums?.get(field.name)} />
        </div>
      ))}
    </div>
  );
});

export function GroupValue({ by, value }: { by: GroupField; value: unknown }) {
  const { t } = useTranslation();
  if (value === null || value === undefined) return <span className="k-quiet">{t("list.group.none")}</span>;
  if (by.period) return <>{periodText(String(value), by.period)}</>;
  if (by.field.type === "boolean") return <>{t(value ? "common.yes" : "common.no")}</>;
  return <FieldValue field={by.field} value={value} isDense />;
}
