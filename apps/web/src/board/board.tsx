import { useQueryClient } from "@tanstack/react-query";
import { Suspense, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiRecord, FieldInfo } from "../api/types.ts";
import { boardMoveOf } from "../modules/registry.ts";
import { usePreference } from "../preferences/use-preference.ts";
import { lazyReady } from "../shell/lazy-ready.ts";
import { RouteError } from "../shell/route-error.tsx";
import { useShortcuts } from "../shell/shortcuts.ts";
import { whenIdle } from "../shell/when-idle.ts";
import { BoardBar } from "./board-bar.tsx";
import { type BoardColumn, columnsOf } from "./board-columns.ts";
import { BoardLane } from "./board-lane.tsx";
import { boardParameters, bothOf, chosenPipeline, inColumn, pipelineIn } from "./board-query.ts";
import { BoardStoreContext, useBoardState } from "./board-store.ts";
import { nothing } from "./board-totals.ts";
import { CardMenu, type OpenMenu } from "./card-menu.tsx";
import { cardFields, cardPlan } from "./card-plan.ts";
import { FoldedLane } from "./folded-lane.tsx";
import { verdictOn } from "./move-rules.ts";
import type { Pipeline } from "./pipelines.ts";
import { useArrivals } from "./use-arrivals.ts";
import { useBoardKeys } from "./use-board-keys.ts";
import { useBoardTotals } from "./use-board-totals.ts";
import { useMove } from "./use-move.ts";
import { usePointerDrag } from "./use-pointer-drag.ts";
import type { ViewProps } from "./view-props.ts";

const MoveDialog = lazyReady(() => import("./move-dialog.tsx"));

interface Props extends ViewProps {
  field: FieldInfo;
  pipelineField: FieldInfo | undefined;
  pipelines: Pipeline[];
}

export function Board({ object, search, change, field, pipelineField, pipelines }: Props) {
  const { t } = useTranslation();
  const store = useContext(BoardStoreContext);
  const queries = useQueryClient();
  const board = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const said = useBoardState((state) => state.said);

  const isState = object.states?.field === field.name;
  const asked = pipelineIn(search.filter, pipelineField);
  const pipeline = isState ? chosenPipeline(pipelines, asked) : undefined;
  const plan = useMemo(() => cardPlan(object, field), [object, field]);
  const filter = useMemo(
    () => bothOf(search.filter, pipeline && pipelineField && !asked ? { [pipelineField.name]: pipeline.id } : undefined),
    [search.filter, pipeline, pipelineField, asked],
  );
  const whole = useMemo(() => boardParameters({ filter, scene: search.scene, q: search.q }), [filter, search.scene, search.q]);
  const shape = useMemo(() => ({ field: field.name, money: plan.money?.name, currency: plan.currency?.name, weight: plan.weight?.name }), [field, plan]);
  const { totals, error } = useBoardTotals(object.path, shape, whole, true);

  const present = totals ? [...totals].filter(([, total]) => total.count > 0).map(([value]) => value) : [];
  const presentKey = present.join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: which values there are, not in which order they came
  const columns = useMemo(() => columnsOf(object, field, pipeline, present), [object, field, pipeline, presentKey]);
  const laneParameters = useMemo(() => {
    const required = (object.states?.transitions ?? []).flatMap((tr) => tr.requires ?? []).concat(columns.flatMap((c) => c.requiredFields));
    const { fields, expand } = cardFields(object, field, plan, required);
    const sort = search.sort ?? (plan.since && isState ? `-${plan.since.name}` : "-updated_at");
    return columns.map((c) => ({
      ...boardParameters({ filter: bothOf(filter, inColumn(field, c.value)), scene: search.scene, q: search.q }),
      fields,
      sort,
      ...(expand ? { expand } : {}),
    }));
  }, [object, field, plan, columns, filter, search.scene, search.q, search.sort, isState]);

  const [folds, setFolds] = usePreference<Record<string, boolean>>(`board.folds.${object.name}.${field.name}`, noFolds);
  const isFolded = (c: BoardColumn): boolean => folds[c.value ?? ""] ?? (c.isClosed && c.color !== "jade" && columns.length > 4);
  const fold = useCallback((c: BoardColumn, isOn: boolean) => setFolds({ ...folds, [c.value ?? ""]: isOn }), [folds, setFolds]);
  const onFold = useCallback((c: BoardColumn) => fold(c, true), [fold]);
  const onUnfold = useCallback((c: BoardColumn) => fold(c, false), [fold]);

  const recordOf = useCallback(
    (id: string): ApiRecord | undefined => {
      const moved = store.get().moves.get(id)?.record;
      if (moved) return moved;
      for (const [, rows] of queries.getQueriesData<ApiRecord[]>({ queryKey: ["records", object.path, "list", "board"] })) {
        const found = Array.isArray(rows) ? rows.find((r) => r.id === id) : undefined;
        if (found) return found;
      }
      return undefined;
    },
    [queries, store, object.path],
  );
  const mover = useMove({ object, field, plan, columns, recordOf });
  const verdictsFor = (record: ApiRecord) =>
    new Map(columns.map((to) => [to.value, verdictOn({ object, field, from: (record[field.name] ?? null) as string | null, to })]));
  const pickUp = (record: ApiRecord, isByKeys: boolean) => {
    const from = (record[field.name] ?? null) as string | null;
    const verdicts = verdictsFor(record);
    store.set({ dragged: { record, from, over: from, isByKeys, verdicts }, fromColumn: columns.find((c) => c.value === from) ?? null });
    return verdicts;
  };
  const letGo = () => store.set({ dragged: null });
  const keys = useBoardKeys({ object, field, columns, board, recordOf, pickUp, drop: mover.drop, letGo, undo: mover.undoLatest });
  const onPointerDown = usePointerDrag({ board, columns, recordOf, pickUp: (record) => void pickUp(record, false), drop: mover.drop, letGo });
  useArrivals(object, field);

  const canCreate = object.can.create;
  const startNew = useCallback(
    (c: BoardColumn) =>
      change({ new: { ...(c.value === null ? {} : { [field.name]: c.value }), ...(pipeline && pipelineField ? { [pipelineField.name]: pipeline.id } : {}) } }),
    [change, field, pipeline, pipelineField],
  );
  useShortcuts("board", boardShortcuts);
  // a move that asks for something goes on without a network, too
  useEffect(() => whenIdle(MoveDialog.ready), []);
  const TakenOver = mover.takenOver ? boardMoveOf(object.name, mover.takenOver.to.value) : undefined;
  if (error) return <RouteError error={error} />;
  return (
    <div className="k-board">
      <BoardBar
        object={object}
        field={field}
        plan={plan}
        columns={columns}
        totals={totals}
        pipelines={pipelines}
        pipeline={pipeline}
        pipelineField={pipelineField}
        search={search}
        change={change}
      />
      <p id="board-keys" className="k-visually-hidden">
        {t("board.keys")}
      </p>
      <div role="status" aria-live="assertive" className="k-visually-hidden">
        {said}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the cards in it have the keys; it only listens for them */}
      <div
        className="k-lanes"
        ref={board}
        onPointerDown={onPointerDown}
        onKeyDown={keys.onKeyDown}
        onFocus={keys.onFocus}
        onClick={(event) => {
          const button = (event.target as Element).closest<HTMLElement>("[data-card-menu]");
          const record = button && recordOf(button.dataset.cardMenu ?? "");
          if (record) setMenu({ record, anchor: button });
        }}
      >
        {columns.map((column, index) =>
          isFolded(column) ? (
            <FoldedLane key={column.value ?? ""} column={column} index={index} total={totals?.get(column.value)} onFold={onUnfold} />
          ) : (
            <BoardLane
              key={column.value ?? ""}
              object={object}
              column={column}
              index={index}
              plan={plan}
              total={totals && (totals.get(column.value) ?? nothing)}
              parameters={laneParameters[index] ?? {}}
              lanes={keys.lanes}
              onFold={onFold}
              onNew={canCreate && !column.isClosed && !column.isRemoved ? startNew : undefined}
            />
          ),
        )}
      </div>
      {menu ? (
        <CardMenu
          object={object}
          menu={menu}
          columns={columns}
          verdicts={verdictsFor(menu.record)}
          onMove={(to) => mover.drop(menu.record, to)}
          onClose={() => setMenu(null)}
        />
      ) : null}
      {TakenOver && mover.takenOver ? (
        <Suspense fallback={null}>
          <TakenOver object={object} record={mover.takenOver.record} onClose={mover.endTakenOver} />
        </Suspense>
      ) : null}
      {mover.asked ? (
        <Suspense fallback={null}>
          <MoveDialog
            key={mover.asked.record.id}
            object={object}
            asked={mover.asked}
            onSave={async (values, seen) => {
              if (mover.asked && (await mover.perform(mover.asked.record, mover.asked.to, values, seen))) keys.goOnAt(mover.asked.record, mover.asked.to);
            }}
            onCancel={() => {
              mover.giveUp();
              if (mover.asked) keys.goOnAt(mover.asked.record, mover.asked.to);
            }}
          />
        </Suspense>
      ) : null}
    </div>
  );
}

/** Told on the sheet of keys; the board takes them itself. */
const boardShortcuts = [
  { keys: "ArrowRight", labelKey: "board.shortcuts.walk" },
  { keys: "Enter", labelKey: "board.shortcuts.open" },
  { keys: "Space", labelKey: "board.shortcuts.pickUp" },
  { keys: "Escape", labelKey: "board.shortcuts.putBack" },
  { keys: "Mod+z", labelKey: "board.shortcuts.undo" },
];
const noFolds: Record<string, boolean> = {};
