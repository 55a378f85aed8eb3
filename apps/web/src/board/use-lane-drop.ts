import type { BoardColumn } from "./board-columns.ts";
import { useBoardState } from "./board-store.ts";
import { reasonAgainst } from "./move-words.ts";

/** How a column looks while a card is in the hand: whether it takes it, and if not, why. */
export function useLaneDrop(column: BoardColumn): { state: "idle" | "home" | "open" | "shut"; isOver: boolean; reason: string | undefined } {
  const isOver = useBoardState((s) => s.dragged !== null && s.dragged.over === column.value);
  const state = useBoardState((s) => {
    const verdict = s.dragged?.verdicts.get(column.value);
    if (!s.dragged || !verdict) return "idle";
    return verdict.kind === "same" ? "home" : verdict.kind === "allowed" ? "open" : "shut";
  });
  const refusal = useBoardState((s) => {
    const verdict = s.dragged?.verdicts.get(column.value);
    return verdict?.kind === "refused" ? verdict.reason : null;
  });
  const from = useBoardState((s) => s.fromColumn);
  return { state, isOver, reason: refusal ? reasonAgainst(refusal, from ?? undefined, column) : undefined };
}
