import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, type RefObject, useCallback, useState } from "react";
import type { ObjectInfo } from "../api/types.ts";
import type { Rows } from "./use-rows.ts";
import type { Selection } from "./use-selection.ts";

interface Options {
  object: ObjectInfo;
  rows: Rows;
  selection: Selection;
  count: number;
  scroller: RefObject<HTMLDivElement | null>;
  isBin: boolean;
  scrollTo: (index: number) => void;
}

/** Arrows move, Enter opens, space selects, Escape lets go; the focus stays on the grid. */
export function useGridKeys({ object, rows, selection, count, scroller, isBin, scrollTo }: Options) {
  const [active, setActive] = useState(-1);
  const navigate = useNavigate();
  const { rowAt } = rows;
  const open = useCallback(
    (index: number) => {
      const record = rowAt(index);
      if (record && !isBin) void navigate({ to: "/o/$path/$id", params: { path: object.path, id: record.id } });
    },
    [rowAt, isBin, navigate, object.path],
  );
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget && ["Enter", " "].includes(event.key)) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / 40) - 1);
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: count - 1,
    };
    const record = rows.rowAt(active);
    if (event.key in moves) {
      event.preventDefault();
      const next = Math.min(count - 1, Math.max(0, moves[event.key] as number));
      setActive(next);
      scrollTo(next);
      const target = rows.rowAt(next);
      if (event.shiftKey && target && !selection.has(target.id)) selection.toggle(target);
    } else if (event.key === "Enter") open(active);
    else if (event.key === " " && record) {
      event.preventDefault();
      selection.toggle(record);
    } else if (event.key === "Escape" && selection.records.size > 0) selection.clear();
    else if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      selection.set(rows.loaded);
    }
  };
  return { active, setActive, open, onKeyDown };
}
