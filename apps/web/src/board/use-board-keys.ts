import { type FocusEvent, type KeyboardEvent, type RefObject, useContext, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { titleOf } from "../api/catalog.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../api/types.ts";
import type { BoardColumn } from "./board-columns.ts";
import { BoardStoreContext } from "./board-store.ts";
import type { Verdict } from "./move-rules.ts";
import { labelOfColumn, reasonAgainst } from "./move-words.ts";

interface Lane {
  count: number;
  focus: (card: number) => void;
}

/** The columns as keys walk through them; folded ones are not among them. */
export interface Lanes {
  register: (index: number, lane: Lane) => () => void;
}

interface Options {
  object: ObjectInfo;
  field: FieldInfo;
  columns: readonly BoardColumn[];
  board: RefObject<HTMLDivElement | null>;
  recordOf: (id: string) => ApiRecord | undefined;
  pickUp: (record: ApiRecord, isByKeys: boolean) => ReadonlyMap<string | null, Verdict>;
  drop: (record: ApiRecord, to: BoardColumn | undefined) => boolean;
  letGo: () => void;
  /** Takes the last move back and tells whose it was. */
  /** Nothing when there is no move to take back. */
  undo: () => Promise<string> | undefined;
}

/** Arrows walk over the cards, space takes one up, arrows choose its column, space puts it down, Escape puts it back. */
export function useBoardKeys({ object, field, columns, board, recordOf, pickUp, drop, letGo, undo }: Options) {
  const { t } = useTranslation();
  const store = useContext(BoardStoreContext);
  const lanes = useRef(new Map<number, Lane>());
  const api = useMemo(
    (): Lanes => ({
      register: (index, lane) => {
        lanes.current.set(index, lane);
        return () => void lanes.current.delete(index);
      },
    }),
    [],
  );
  const say = (said: string) => store.set({ said });
  const focus = (lane: number, card: number) => {
    const found = lanes.current.get(lane);
    if (!found || found.count === 0) return false;
    const index = Math.min(found.count - 1, Math.max(0, card));
    found.focus(index);
    return true;
  };
  /** The next column in a direction that has cards to stand on. */
  const sideways = (lane: number, card: number, step: number) => {
    for (let at = lane + step; at >= 0 && at < columns.length; at += step) if (focus(at, card)) return;
  };

  const take = (id: string, lane: number): void => {
    const record = recordOf(id);
    if (!record) return;
    pickUp(record, true);
    say(t("board.said.pickedUp", { title: titleOf(record, object), column: labelOfColumn(columns[lane]) }));
  };

  /** Goes on where the card is now; a folded column has no cards to stand on, so then among those it came from. */
  const stay = (at: number, from: string | null): void => {
    const origin = columns.findIndex((c) => c.value === from);
    if (focus(at, 0) || focus(origin, store.get().active.get(origin) ?? 0)) return;
    board.current?.querySelector<HTMLElement>(`[data-lane="${at}"] button`)?.focus();
  };

  /** After a dialog about a card has gone. */
  const goOnAt = (record: ApiRecord, to: BoardColumn): void => {
    onceDrawn(() => {
      const card = board.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(record.id)}"]`);
      if (card) card.focus();
      else
        stay(
          columns.findIndex((c) => c.value === to.value),
          (record[field.name] ?? null) as string | null,
        );
    });
  };

  /** The card with the focus was drawn anew where it came from. */
  const goBackWith = (id: string, lane: number): void => {
    onceDrawn(() => {
      if (document.activeElement !== document.body) return;
      const card = board.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`);
      if (card) card.focus();
      else stay(lane, null);
    });
  };

  const carry = (event: KeyboardEvent): void => {
    const dragged = store.get().dragged;
    if (!dragged) return;
    const at = columns.findIndex((c) => c.value === dragged.over);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: columns.length - 1 }[event.key];
    const column = columns[to ?? at];
    if (event.key === "Tab" || event.key === "Escape") {
      letGo();
      say(t("board.said.putBack", { title: titleOf(dragged.record, object) }));
      if (event.key === "Escape") event.preventDefault();
    } else if (to !== undefined && column) {
      event.preventDefault();
      store.set({ dragged: { ...dragged, over: column.value } });
      board.current?.querySelector(`[data-lane="${to}"]`)?.scrollIntoView({ inline: "nearest", block: "nearest" });
      const verdict = dragged.verdicts.get(column.value);
      const words = { column: labelOfColumn(column), at: to + 1, total: columns.length };
      say(
        verdict?.kind === "refused"
          ? reasonAgainst(
              verdict.reason,
              columns.find((c) => c.value === dragged.from),
              column,
            )
          : t("board.said.over", words),
      );
    } else if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      letGo();
      const isKept = drop(dragged.record, column);
      if (isKept) onceDrawn(() => stay(at, dragged.from));
      else if (column?.value === dragged.from) say(t("board.said.putBack", { title: titleOf(dragged.record, object) }));
    } else event.preventDefault();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (store.get().dragged) carry(event);
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
      const lane = Number((event.target as Element).closest<HTMLElement>("[data-lane]")?.dataset.lane ?? 0);
      const taken = undo();
      if (taken) event.preventDefault();
      void taken?.then((id) => goBackWith(id, lane));
    } else walk(event);
  };

  const walk = (event: KeyboardEvent<HTMLDivElement>): void => {
    const card = (event.target as Element).closest<HTMLElement>("[data-card]");
    if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
    const lane = Number(card.closest<HTMLElement>("[data-lane]")?.dataset.lane);
    const index = Number(card.dataset.index);
    if (!["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End", "ArrowLeft", "ArrowRight", " "].includes(event.key)) return;
    event.preventDefault();
    if (event.key === " ") take(card.dataset.card ?? "", lane);
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") sideways(lane, index, event.key === "ArrowRight" ? 1 : -1);
    else focus(lane, placeAfter(event.key, index));
  };

  /** Each column remembers its card: Tab comes back to it. */
  const onFocus = (event: FocusEvent<HTMLDivElement>): void => {
    const card = event.target.closest<HTMLElement>("[data-card]");
    const lane = card?.closest<HTMLElement>("[data-lane]");
    if (!card || !lane) return;
    store.set({ active: new Map(store.get().active).set(Number(lane.dataset.lane), Number(card.dataset.index)) });
  };
  return { lanes: api, onKeyDown, onFocus, goOnAt };
}

/** Takes the focus along with the next picture, so that no key falls between; again if the columns were drawn anew after it. */
function onceDrawn(takeFocus: () => void): void {
  requestAnimationFrame(() => {
    takeFocus();
    setTimeout(() => {
      if (document.activeElement === document.body) takeFocus();
    }, 60);
  });
}

/** The card a key leads to within its column. */
function placeAfter(key: string, index: number): number {
  return { ArrowDown: index + 1, ArrowUp: index - 1, PageDown: index + 5, PageUp: index - 5, Home: 0 }[key] ?? Number.MAX_SAFE_INTEGER;
}
