import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { expandedName, fieldOf } from "../../api/catalog.ts";
import { ApiProblem } from "../../api/problem.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../../api/types.ts";
import { type SaveOutcome, saveRecord } from "../../outbox/save-record.ts";
import { offerUndo } from "../../shell/last-undo.ts";
import type { Rows } from "../rows/use-rows.ts";
import { valuesBefore } from "./values-before.ts";

type Values = Record<string, unknown>;

/** A value that was not taken: it stays at its cell, with why, until it is mended or let go. */
export interface CellProblem {
  field: string;
  values: Values;
  message: string;
  /** The record as it was when the person began, where a colleague changed the same field. */
  conflict?: ApiRecord;
}

export interface CellEdits {
  /** The record with what was typed and is on its way. */
  shown: (record: ApiRecord) => ApiRecord;
  problemsOf: (id: string) => readonly CellProblem[] | undefined;
  save: (record: ApiRecord, field: FieldInfo, values: Values) => Promise<SaveOutcome | undefined>;
  dismiss: (id: string, field: string) => void;
  /** The conflict was settled: the cell shows what is stored. */
  settle: (id: string, field: string, record: ApiRecord | null) => void;
}

/**
 * Values edited in the list: shown at once, saved against the version the person saw, kept at the cell when refused.
 * Ctrl/⌘ Z takes them back, the latest first, as long as the list is on the screen.
 */
export function useCellEdits(object: ObjectInfo, rows: Rows, onOutcome: (outcome: SaveOutcome) => void): CellEdits {
  const [pending, setPending] = useState<ReadonlyMap<string, Values>>(new Map());
  const [problems, setProblems] = useState<ReadonlyMap<string, readonly CellProblem[]>>(new Map());
  const latest = useRef({ rows, onOutcome });
  latest.current = { rows, onOutcome };
  const waysBack = useRef(new Set<() => void>());
  useEffect(
    () => () => {
      for (const withdraw of waysBack.current) withdraw();
    },
    [],
  );
  const merged = useRef(new Map<string, { base: ApiRecord; values: Values; record: ApiRecord }>());

  const shown = useCallback(
    (record: ApiRecord): ApiRecord => {
      const values = pending.get(record.id);
      if (!values) return record;
      const known = merged.current.get(record.id);
      if (known?.base === record && known.values === values) return known.record;
      const next = withValues(object, record, values);
      merged.current.set(record.id, { base: record, values, record: next });
      return next;
    },
    [pending, object],
  );
  const setProblem = useCallback((id: string, field: string, problem: CellProblem | null) => {
    setProblems((now) => {
      const others = (now.get(id) ?? []).filter((p) => p.field !== field);
      const next = new Map(now);
      if (problem) next.set(id, [...others, problem]);
      else if (others.length > 0) next.set(id, others);
      else next.delete(id);
      return next;
    });
  }, []);
  const settle = useCallback(
    (id: string, field: string, record: ApiRecord | null) => {
      setProblem(id, field, null);
      if (record) latest.current.rows.patch(new Set([id]), (now) => withStored(object, now, record));
    },
    [object, setProblem],
  );
  const save = useCallback(
    async (record: ApiRecord, field: FieldInfo, values: Values, isUndo = false): Promise<SaveOutcome | undefined> => {
      const { id } = record;
      setProblem(id, field.name, null);
      setPending((now) => new Map(now).set(id, { ...now.get(id), ...values }));
      const settled = () =>
        setPending((now) => {
          const { [field.name]: _, ...others } = now.get(id) ?? {};
          for (const name of Object.keys(values)) delete others[name];
          const next = new Map(now);
          if (Object.keys(others).length > 0) next.set(id, others);
          else next.delete(id);
          return next;
        });
      try {
        const outcome = await saveRecord(object, record, values);
        if (outcome.state === "saved") latest.current.rows.patch(new Set([id]), (now) => withStored(object, now, outcome.record));
        if (outcome.state === "saved" && !isUndo) {
          const withdraw = offerUndo(() => {
            withdraw();
            waysBack.current.delete(withdraw);
            void valuesBefore(object, record, outcome.record, values).then((before) => save(outcome.record, field, before, true));
          });
          waysBack.current.add(withdraw);
        }
        if (outcome.state === "conflict") setProblem(id, field.name, { field: field.name, values, message: "", conflict: record });
        // what waits for the network stays to be seen
        if (outcome.state !== "waiting") settled();
        latest.current.onOutcome(outcome);
        return outcome;
      } catch (error) {
        settled();
        const message = error instanceof ApiProblem ? (error.errors[0]?.message ?? error.message) : String(error);
        setProblem(id, field.name, { field: field.name, values, message });
        return undefined;
      }
    },
    [object, setProblem],
  );
  const dismiss = useCallback((id: string, field: string) => setProblem(id, field, null), [setProblem]);
  return useMemo(() => ({ shown, problemsOf: (id) => problems.get(id), save, dismiss, settle }), [shown, problems, save, dismiss, settle]);
}

/** A record with other values; related records that no longer fit are looked up by their id. */
function withValues(object: ObjectInfo, record: ApiRecord, values: Values): ApiRecord {
  const next: ApiRecord = { ...record, ...values };
  for (const name of Object.keys(values)) {
    const field = fieldOf(object, name);
    if (field?.target && expandedName(field) !== name && record[name] !== values[name]) delete next[expandedName(field)];
  }
  return next;
}

/** What the server stored, of the fields the list shows. */
function withStored(object: ObjectInfo, now: ApiRecord, stored: ApiRecord): ApiRecord {
  return withValues(
    object,
    now,
    Object.fromEntries(Object.keys(now).flatMap((name) => (name in stored && fieldOf(object, name) ? [[name, stored[name]]] : []))),
  );
}
