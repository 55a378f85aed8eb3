import { useTranslation } from "react-i18next";
import { labelOf } from "../api/catalog.ts";
import type { FieldInfo } from "../api/types.ts";
import { formatExactSums, formatSums } from "../format/money-sums.ts";
import { formatNumber } from "../format/number.ts";
import { Icon } from "../icons/icon.tsx";
import { DropMenu } from "../shell/drop-menu.tsx";
import { type BoardColumn, boardFields } from "./board-columns.ts";
import { addTotals, type ColumnTotal, nothing } from "./board-totals.ts";
import type { CardPlan } from "./card-plan.ts";
import type { Pipeline } from "./pipelines.ts";
import type { ViewProps } from "./view-props.ts";

interface Props extends ViewProps {
  field: FieldInfo;
  plan: CardPlan;
  columns: readonly BoardColumn[];
  totals: ReadonlyMap<string | null, ColumnTotal> | undefined;
  pipelines: readonly Pipeline[];
  pipeline: Pipeline | undefined;
  pipelineField: FieldInfo | undefined;
}

/** Which pipeline, by which field, and what is open in it altogether. */
export function BoardBar({ object, field, plan, columns, totals, pipelines, pipeline, pipelineField, search, change }: Props) {
  const { t } = useTranslation();
  const open = columns.filter((c) => !c.isClosed).map((c) => totals?.get(c.value) ?? nothing);
  const all = open.reduce(addTotals, nothing);
  const fields = boardFields(object);
  const switchTo = (id: string) => {
    const { [pipelineField?.name ?? ""]: _, ...others } = search.filter ?? {};
    change({ filter: { ...others, ...(pipelineField ? { [pipelineField.name]: { eq: id } } : {}) } });
  };
  const shown = pipelines.filter((p) => p.isActive || p.id === pipeline?.id);
  return (
    <div className="k-board-bar">
      {pipeline && shown.length > 1 ? (
        <DropMenu
          placement="bottomLeft"
          menu={{ items: shown.map((p) => ({ key: p.id, label: p.name, onClick: () => switchTo(p.id) })), selectable: true, selectedKeys: [pipeline.id] }}
        >
          <button type="button" className="k-chip" aria-haspopup="menu">
            {labelOf(pipelineField?.label)} <b>{pipeline.name}</b>
            <Icon name="down" size={12} />
          </button>
        </DropMenu>
      ) : null}
      {fields.length > 1 ? (
        <DropMenu
          placement="bottomLeft"
          menu={{
            items: fields.map((f) => ({
              key: f.name,
              label: labelOf(f.label),
              onClick: () => change({ settings: f.name === object.states?.field ? undefined : { ...search.settings, field: f.name } }),
            })),
            selectable: true,
            selectedKeys: [field.name],
          }}
        >
          <button type="button" className="k-chip" aria-haspopup="menu">
            {t("board.by")} <b>{labelOf(field.label)}</b>
            <Icon name="down" size={12} />
          </button>
        </DropMenu>
      ) : null}
      <span className="k-space" />
      {totals ? (
        <p className="k-board-sum">
          <span>{t(columns.some((c) => c.isClosed) ? "board.open" : "board.all", { count: all.count, formatted: formatNumber(all.count) })}</span>
          {plan.money ? <span title={formatExactSums(all.sum)}>{t("board.sum", { sum: formatSums(all.sum) })}</span> : null}
          {plan.weight ? <span title={formatExactSums(all.weighted)}>{t("board.weighted", { sum: formatSums(all.weighted) })}</span> : null}
        </p>
      ) : null}
    </div>
  );
}
