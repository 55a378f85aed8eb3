import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useContext, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf, titleOf } from "../api/catalog.ts";
import { isProblem } from "../api/problem.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../api/types.ts";
import { boardMoveOf } from "../modules/registry.ts";
import { type SaveOutcome, saveRecord } from "../outbox/save-record.ts";
import { useTellOutcome } from "../outbox/use-tell-outcome.ts";
import { useUndo } from "../shell/use-undo.tsx";
import type { BoardColumn } from "./board-columns.ts";
import { BoardStoreContext, withMove } from "./board-store.ts";
import type { CardPlan } from "./card-plan.ts";
import { moveOf } from "./move-of.ts";
import { missingFor, verdictOn } from "./move-rules.ts";
import { labelOfColumn, reasonAgainst } from "./move-words.ts";
import { useWaitingMoves } from "./use-waiting-moves.ts";

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
  recordOf: (id: string) => ApiRecord | undefined;
}

/** Moves cards: at once on the screen, then on the server, or once it can be reached; what it refuses goes back with the reason. */
export function useMove(board: Board) {
  const { object, field, plan, columns } = board;
  const { t } = useTranslation();
  const { message } = App.useApp();
  const store = useContext(BoardStoreContext);
  const queries = useQueryClient();
  const offerUndo = useUndo();
  const tell = useTellOutcome(object);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [takenOver, setTakenOver] = useState<{ record: ApiRecord; to: BoardColumn } | null>(null);
  const saving = useRef(new Set<string>());
  const latestUndo = useRef<(() => Promise<string>) | null>(null);
  const columnOf = (value: string | null) => columns.find((c) => c.value === value);
  const say = (said: string) => store.set({ said });

  const place = (record: ApiRecord, to: BoardColumn, isWaiting = false) => {
    const { moves } = store.get();
    store.set({ moves: withMove(moves, record.id, moveOf({ field, plan, columns }, record, to, isWaiting, moves.get(record.id))) });
  };
  const takeBack = (id: string) => store.set({ moves: withMove(store.get().moves, id, null) });

  useWaitingMoves({ ...board, place });

  /** Stores it against what the person saw, and lets the card stand where it is until the lists say the same. */
  const save = async (record: ApiRecord, to: BoardColumn, values: Record<string, unknown>, seen: ApiRecord): Promise<SaveOutcome> => {
    const known = { ...seen, [field.name]: record[field.name] ?? null, version: record.version } as ApiRecord;
    const outcome = await saveRecord(object, known, { ...values, [field.name]: to.value });
    if (outcome.state === "waiting") {
      place(record, to, true);
      return outcome;
    }
    const placed = store.get().moves.get(record.id);
    if (placed && outcome.state === "saved") store.set({ moves: withMove(store.get().moves, record.id, { ...placed, savedAt: Date.now() }) });
    await queries.invalidateQueries({ queryKey: ["records", object.path] });
    takeBack(record.id);
    return outcome;
  };

  /** The way back: the column it came from, and what the move overwrote, unless a colleague has moved it on. */
  const undo = (record: ApiRecord, values: Record<string, unknown>, stored: ApiRecord) => async (): Promise<void> => {
    latestUndo.current = null;
    const before = Object.fromEntries([...Object.keys(values), ...(plan.weight ? [plan.weight.name] : [])].map((name) => [name, record[name] ?? null]));
    try {
      const outcome = await saveRecord(object, stored, { ...before, [field.name]: record[field.name] ?? null });
      if (outcome.state === "conflict") return void message.warning(t("board.notUndone", { reason: meanwhile(outcome.current) }));
      tell(outcome);
      await queries.invalidateQueries({ queryKey: ["records", object.path] });
      say(t("board.said.undone", { title: titleOf(record, object) }));
    } catch (error) {
      void message.error(t("board.notUndone", { reason: (error as Error).message }));
    }
  };
  const meanwhile = (current: ApiRecord): string => {
    const column = columnOf((current[field.name] ?? null) as string | null);
    return t("record.path.meanwhile", { state: column ? labelOfColumn(column) : String(current[field.name]) });
  };

  /** Enter and a click on the same button are one move. false: something is still asked for. */
  const perform = async (record: ApiRecord, to: BoardColumn, values: Record<string, unknown> = {}, seen = record): Promise<boolean> => {
    if (saving.current.has(record.id)) return false;
    saving.current.add(record.id);
    return attempt(record, to, values, seen).finally(() => saving.current.delete(record.id));
  };

  const attempt = async (record: ApiRecord, to: BoardColumn, values: Record<string, unknown>, seen: ApiRecord): Promise<boolean> => {
    place(record, to);
    try {
      const outcome = await save(record, to, values, seen);
      setAsked(null);
      const words = { title: titleOf(record, object), column: labelOfColumn(to) };
      if (outcome.state === "waiting") {
        tell(outcome);
        say(`${t("board.said.moved", words)} ${t("outbox.kept")}`);
      } else if (outcome.state === "conflict") {
        const reason = meanwhile(outcome.current);
        void message.warning(reason);
        say(reason);
      } else {
        tell(outcome);
        const take = offerUndo(t("board.moved", words), undo(record, values, outcome.record));
        latestUndo.current = () => take().then(() => record.id);
        say(t("board.said.moved", words));
      }
    } catch (error) {
      const needed = isProblem(error) ? error.errors.filter((e) => e.code === "REQUIRED").map((e) => e.path.split(".").at(-1) ?? e.path) : [];
      const known = needed.filter((name) => object.fields.some((f) => f.name === name));
      if (known.length > 0) {
        setAsked({ record, to, fields: [...new Set([...Object.keys(values), ...known])], problem: Object.keys(values).length > 0 ? error : null });
        return false;
      }
      takeBack(record.id);
      setAsked(null);
      const reason = isProblem(error) ? (error.errors[0]?.message ?? error.message) : (error as Error).message;
      void message.error(t("board.notMoved", { title: titleOf(record, object), reason }));
      say(t("board.notMoved", { title: titleOf(record, object), reason }));
      if (isProblem(error)) void queries.invalidateQueries({ queryKey: ["records", object.path, "list"] });
    }
    return true;
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
    if (!asked) return;
    takeBack(asked.record.id);
    setAsked(null);
    say(t("board.said.putBack", { title: titleOf(asked.record, object) }));
  };
  return { drop, perform, asked, giveUp, takenOver, endTakenOver: () => setTakenOver(null), undoLatest: () => latestUndo.current?.() };
}
