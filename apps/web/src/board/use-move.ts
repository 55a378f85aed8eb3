import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useCallback, useContext, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf, titleOf } from "../api/catalog.ts";
import { isProblem } from "../api/problem.ts";
import { records } from "../api/records.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../api/types.ts";
import { boardMoveOf } from "../modules/registry.ts";
import { useUndo } from "../shell/use-undo.tsx";
import type { BoardColumn } from "./board-columns.ts";
import { BoardStoreContext, withMove } from "./board-store.ts";
import type { CardPlan } from "./card-plan.ts";
import { missingFor, verdictOn } from "./move-rules.ts";
import { labelOfColumn, reasonAgainst } from "./move-words.ts";

/** What a dropped card still needs before it may stay. */
export interface Asked {
  record: ApiRecord;
  to: BoardColumn;
  fields: string[];
  problem: unknown;
}

interface Board {
  object: ObjectInfo;
  field: FieldInfo;
  plan: CardPlan;
  columns: readonly BoardColumn[];
}

/** Moves cards: at once on the screen, then on the server; what it refuses goes back with the reason. */
export function useMove({ object, field, plan, columns }: Board) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const store = useContext(BoardStoreContext);
  const queries = useQueryClient();
  const offerUndo = useUndo();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [takenOver, setTakenOver] = useState<{ record: ApiRecord; to: BoardColumn } | null>(null);
  const saving = useRef(new Set<string>());
  const latestUndo = useRef<(() => Promise<void>) | null>(null);
  const columnOf = (value: string | null) => columns.find((c) => c.value === value);
  const say = (said: string) => store.set({ said });

  const place = (record: ApiRecord, to: BoardColumn) => {
    const from = (record[field.name] ?? null) as string | null;
    const amount =
      plan.money && record[plan.money.name] != null
        ? { [String((plan.currency && record[plan.currency.name]) || "CNY")]: String(record[plan.money.name]) }
        : {};
    const own = plan.weight && record[plan.weight.name];
    const weight = (column: BoardColumn | undefined): number =>
      column?.isClosed ? (column.color === "jade" ? 100 : 0) : (column?.probability ?? Number(own ?? 0));
    const moved = {
      ...record,
      [field.name]: to.value,
      ...(plan.since ? { [plan.since.name]: new Date().toISOString() } : {}),
      ...(plan.stalled ? { [plan.stalled.name]: false } : {}),
    };
    store.set({
      moves: withMove(store.get().moves, record.id, {
        record: moved,
        from,
        to: to.value,
        amount,
        fromProbability: Number(own ?? columnOf(from)?.probability ?? 0),
        toProbability: weight(to),
      }),
    });
  };
  const takeBack = useCallback((id: string) => store.set({ moves: withMove(store.get().moves, id, null) }), [store]);

  const save = async (record: ApiRecord, to: BoardColumn, values: Record<string, unknown>): Promise<void> => {
    const isState = object.states?.field === field.name && to.value !== null;
    if (isState) await records.transition(object.path, record.id, to.value as string, values);
    else await records.update(object.path, record.id, { [field.name]: to.value, ...values }, record.version as number | undefined);
    const placed = store.get().moves.get(record.id);
    if (placed) store.set({ moves: withMove(store.get().moves, record.id, { ...placed, savedAt: Date.now() }) });
    await queries.invalidateQueries({ queryKey: ["records", object.path] });
    takeBack(record.id);
  };

  /** The way back: the column it came from, and what the move overwrote. */
  const undo = (record: ApiRecord, values: Record<string, unknown>) => async (): Promise<void> => {
    latestUndo.current = null;
    const before = Object.fromEntries([...Object.keys(values), ...(plan.weight ? [plan.weight.name] : [])].map((name) => [name, record[name] ?? null]));
    try {
      await records.update(object.path, record.id, { [field.name]: record[field.name] ?? null, ...before });
      await queries.invalidateQueries({ queryKey: ["records", object.path] });
      say(t("board.said.undone", { title: titleOf(record, object) }));
    } catch (error) {
      void message.error(t("board.notUndone", { reason: (error as Error).message }));
    }
  };

  /** Enter and a click on the same button are one move. */
  const perform = async (record: ApiRecord, to: BoardColumn, values: Record<string, unknown> = {}): Promise<void> => {
    if (saving.current.has(record.id)) return;
    saving.current.add(record.id);
    await attempt(record, to, values).finally(() => saving.current.delete(record.id));
  };

  const attempt = async (record: ApiRecord, to: BoardColumn, values: Record<string, unknown>): Promise<void> => {
    place(record, to);
    try {
      await save(record, to, values);
      const words = { title: titleOf(record, object), column: labelOfColumn(to) };
      latestUndo.current = undo(record, values);
      offerUndo(t("board.moved", words), () => latestUndo.current?.());
      say(t("board.said.moved", words));
    } catch (error) {
      const needed = isProblem(error) ? error.errors.filter((e) => e.code === "REQUIRED").map((e) => e.path.split(".").at(-1) ?? e.path) : [];
      const known = needed.filter((name) => object.fields.some((f) => f.name === name));
      if (known.length > 0)
        return setAsked({ record, to, fields: [...new Set([...Object.keys(values), ...known])], problem: Object.keys(values).length > 0 ? error : null });
      takeBack(record.id);
      setAsked(null);
      const reason = isProblem(error) ? (error.errors[0]?.message ?? error.message) : (error as Error).message;
      void message.error(t("board.notMoved", { title: titleOf(record, object), reason }));
      say(t("board.notMoved", { title: titleOf(record, object), reason }));
      if (isProblem(error)) void queries.invalidateQueries({ queryKey: ["records", object.path, "list"] });
      return;
    }
    setAsked(null);
  };

  /** A card was let go over a column. false: it goes back at once. */
  const drop = (record: ApiRecord, to: BoardColumn | undefined): boolean => {
    const from = (record[field.name] ?? null) as string | null;
    if (!to || to.value === from) return false;
    const verdict = verdictOn({ object, field, from, to });
    if (verdict.kind === "refused") {
      const reason = reasonAgainst(verdict.reason, columnOf(from), to);
      void message.warning(reason);
      say(reason);
      return false;
    }
    if (boardMoveOf(object.name, to.value)) {
      setTakenOver({ record, to });
      return false;
    }
    const fields = missingFor(verdict, record);
    if (fields.length === 0) {
      void perform(record, to);
      return true;
    }
    place(record, to);
    setAsked({ record, to, fields, problem: null });
    say(t("board.said.asked", { column: labelOf(to.label) }));
    return true;
  };

  const giveUp = () => {
    if (asked) takeBack(asked.record.id);
    setAsked(null);
  };
  return { drop, perform, asked, giveUp, takenOver, endTakenOver: () => setTakenOver(null), undoLatest: () => void latestUndo.current?.() };
}
