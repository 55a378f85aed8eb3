import type { ApiRecord, FieldInfo } from "../api/types.ts";
import type { BoardColumn } from "./board-columns.ts";
import type { BoardMove } from "./board-store.ts";
import type { CardPlan } from "./card-plan.ts";

interface Board {
  field: FieldInfo;
  plan: CardPlan;
  columns: readonly BoardColumn[];
}

/** A card in the column it was put into, and what that does to the sums. `earlier` is its move the server has not heard of yet. */
export function moveOf({ field, plan, columns }: Board, record: ApiRecord, to: BoardColumn, isWaiting: boolean, earlier: BoardMove | undefined): BoardMove {
  const from = earlier && earlier.savedAt === undefined ? earlier.from : ((record[field.name] ?? null) as string | null);
  const amount =
    plan.money && record[plan.money.name] != null ? { [String((plan.currency && record[plan.currency.name]) || "CNY")]: String(record[plan.money.name]) } : {};
  const own = plan.weight && record[plan.weight.name];
  const weight = (column: BoardColumn): number => (column.isClosed ? (column.color === "jade" ? 100 : 0) : (column.probability ?? Number(own ?? 0)));
  const moved = {
    ...record,
    [field.name]: to.value,
    ...(plan.since ? { [plan.since.name]: new Date().toISOString() } : {}),
    ...(plan.stalled ? { [plan.stalled.name]: false } : {}),
  };
  return {
    record: moved,
    from,
    to: to.value,
    amount,
    fromProbability: Number(own ?? columns.find((c) => c.value === from)?.probability ?? 0),
    toProbability: weight(to),
    ...(isWaiting ? { isWaiting } : {}),
  };
}
