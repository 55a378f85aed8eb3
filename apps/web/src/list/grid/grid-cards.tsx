import type { VirtualItem } from "@tanstack/react-virtual";
import { type PointerEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { titleOf } from "../../api/catalog.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../../api/types.ts";
import { FieldValue, isEmptyValue } from "../../fields/cells.tsx";
import { formatNumber } from "../../format/number.ts";
import { Icon } from "../../icons/icon.tsx";
import type { Column } from "../columns/columns.ts";
import type { GroupField } from "../grouping/group-field.ts";
import { GroupValue } from "../grouping/group-head.tsx";
import type { GroupLines } from "../grouping/group-lines.ts";
import { SumText } from "../grouping/sum-text.tsx";
import type { Groups } from "../grouping/use-groups.ts";
import type { Sums } from "../grouping/use-sums.ts";
import type { Selection } from "../selection/use-selection.ts";
import type { GridActions } from "./grid-actions.ts";

interface Props {
  object: ObjectInfo;
  columns: readonly Column[];
  lines: GroupLines;
  groups: Groups | null;
  by: GroupField | undefined;
  recordAt: (line: number) => ApiRecord | undefined;
  selection: Selection;
  items: readonly VirtualItem[];
  height: number;
  size: number;
  actions: GridActions;
  isBin: boolean;
  sums: ReadonlyMap<string, ReadonlyMap<string, Sums>>;
  gone: ReadonlySet<string>;
}

const longPress = 450;
/** Half of a figure, a date or a number to call tells nothing; of a name the beginning does. */
const firmTypes: ReadonlySet<string> = new Set(["phone", "money", "number", "percent", "date", "datetime", "auto_number"]);

/** A list on a phone: the title, facts below, the state at the side; a long press begins to choose. */
export function GridCards(props: Props) {
  const { object, columns, lines, groups, by, recordAt, items, height, size, actions, sums } = props;
  const { t } = useTranslation();
  const fields = columns.map((c) => c.field);
  const side = sideField(object, fields);
  const facts = fields.filter((f) => f.name !== object.title_field && f !== side);
  const measure = fields.find((f) => f.type === "money");
  return (
    <div style={{ height, position: "relative" }} role="rowgroup">
      {items.map((item) => {
        const at = lines.lineAt(item.index);
        const style = { transform: `translateY(${item.start}px)`, height: size };
        const info = at.kind === "head" ? groups?.groups[at.group] : undefined;
        if (at.kind === "head" && by)
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus
            <div key={`head-${at.group}`} id={`row-${item.index}`} role="row" className="k-card-row k-group-head" style={style}>
              {/* biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus */}
              <div role="gridcell" style={{ gridColumn: "1 / -1" }}>
                <button type="button" className="k-card-group" aria-expanded={!groups?.isFolded(at.group)} onClick={() => actions.fold(at.group)}>
                  <Icon name={groups?.isFolded(at.group) ? "right" : "down"} size={14} />
                  <GroupValue by={by} value={info?.value ?? null} />
                  <em className="k-muted">{t("list.total", { count: info?.count ?? 0, number: formatNumber(info?.count ?? 0) })}</em>
                  <span className="k-space" />
                  {measure ? <SumText field={measure} sums={sums.get(String(info?.value ?? null))?.get(measure.name)} /> : null}
                </button>
              </div>
            </div>
          );
        return <Card key={item.index} {...props} record={recordAt(item.index)} line={item.index} style={style} facts={facts} side={side} />;
      })}
    </div>
  );
}

interface CardProps extends Props {
  record: ApiRecord | undefined;
  line: number;
  style: { transform: string; height: number };
  facts: readonly FieldInfo[];
  side: FieldInfo | undefined;
}

function Card({ object, record, line, style, facts, side, selection, actions, isBin, gone }: CardProps) {
  const { t } = useTranslation();
  const isChosen = selection.has(record?.id ?? "");
  const isChoosing = selection.isAll || selection.records.size > 0;
  const shown = record ? facts.filter((f) => !isEmptyValue(record[f.name])).slice(0, 3) : [];
  const press = useLongPress(() => record && actions.toggle(line, record, false));
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus
    <div
      id={`row-${line}`}
      role="row"
      aria-rowindex={line + 1}
      aria-selected={isChosen}
      className={`k-card-row${isChosen ? " is-selected" : ""}${record && gone.has(record.id) ? " is-gone" : ""}`}
      style={style}
      {...press}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus */}
      <div role="gridcell">
        {record ? (
          <label className="k-check">
            <input
              type="checkbox"
              aria-label={t("list.selectRow", { title: titleOf(record, object) })}
              checked={isChosen}
              onChange={() => actions.toggle(line, record, false)}
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
              <a
                className="k-ellipsis"
                href={`/o/${object.path}/${record.id}`}
                draggable={false}
                onClick={(e) => {
                  e.preventDefault();
                  // while choosing, a tap chooses
                  if (isChoosing) actions.toggle(line, record, false);
                  else actions.open(record);
                }}
              >
                {titleOf(record, object)}
              </a>
            )}
            <span className="k-card-sub">
              {shown.map((f) => (
                <span key={f.name} className={firmTypes.has(f.type) ? undefined : "k-ellipsis"}>
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
        {record && isBin ? (
          <button
            type="button"
            className="k-button"
            aria-label={t("list.bin.restore", { title: titleOf(record, object) })}
            onClick={() => actions.restore(record)}
          >
            {t("list.selection.restore")}
          </button>
        ) : record && side && !isEmptyValue(record[side.name]) ? (
          <FieldValue field={side} value={record[side.name]} record={record} isDense />
        ) : null}
      </div>
    </div>
  );
}

/** A press that stays; moving the finger scrolls and is none. The tap that ends it opens nothing. */
function useLongPress(onPress: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wasLong = useRef(false);
  const stop = () => clearTimeout(timer.current);
  return {
    onPointerDown: (event: PointerEvent) => {
      wasLong.current = false;
      if (event.pointerType === "mouse" || (event.target as HTMLElement).closest("input, label, button")) return;
      timer.current = setTimeout(() => {
        wasLong.current = true;
        navigator.vibrate?.(10);
        onPress();
      }, longPress);
    },
    onPointerUp: stop,
    onPointerMove: (event: PointerEvent) => {
      if (Math.abs(event.movementX) + Math.abs(event.movementY) > 4) stop();
    },
    onPointerCancel: stop,
    onContextMenu: (event: { preventDefault: () => void }) => wasLong.current && event.preventDefault(),
    onClickCapture: (event: { preventDefault: () => void; stopPropagation: () => void }) => {
      if (!wasLong.current) return;
      wasLong.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

function sideField(object: ObjectInfo, fields: readonly FieldInfo[]): FieldInfo | undefined {
  return (
    fields.find((c) => c.name === object.states?.field) ??
    fields.find((c) => c.type === "money") ??
    fields.find((c) => c.type === "select" && c.options?.some((o) => o.color))
  );
}
