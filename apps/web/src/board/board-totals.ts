import { addSums, type MoneySums, negated, shareOf } from "../format/money-sums.ts";

/** What a column holds, whether its cards are loaded or not. */
export interface ColumnTotal {
  count: number;
  sum: MoneySums;
  weighted: MoneySums;
}

export const nothing: ColumnTotal = { count: 0, sum: {}, weighted: {} };

export interface TotalsShape {
  /** The field that makes the columns. */
  field: string;
  /** The money field added up, its currency, and the percentage that weighs it. */
  money: string | undefined;
  currency: string | undefined;
  weight: string | undefined;
}

/** Group and measures of the one request that fills all heads of a board. */
export function totalsQuery({ field, money, currency, weight }: TotalsShape): { group: string; measures: string } {
  return {
    group: [field, ...(money && currency ? [currency] : [])].join(","),
    measures: ["count", ...(money ? [`sum(${money})`] : []), ...(money && weight ? [`sum(${money}*${weight})`] : [])].join(","),
  };
}

/** Rows of the aggregate → totals by column; amounts of different currencies stay apart. */
export function readTotals(rows: readonly Record<string, unknown>[], { field, money, currency, weight }: TotalsShape): Map<string | null, ColumnTotal> {
  const totals = new Map<string | null, ColumnTotal>();
  for (const row of rows) {
    const key = (row[field] ?? null) as string | null;
    const code = String((currency && row[currency]) || "CNY");
    const sumIn = (measure: string): MoneySums => (row[measure] === null || row[measure] === undefined ? {} : { [code]: String(row[measure]) });
    totals.set(
      key,
      addTotals(totals.get(key) ?? nothing, {
        count: Number(row.count ?? 0),
        sum: money ? sumIn(`sum(${money})`) : {},
        weighted: money && weight ? sumIn(`sum(${money}*${weight})`) : {},
      }),
    );
  }
  return totals;
}

export function addTotals(a: ColumnTotal, b: ColumnTotal): ColumnTotal {
  return { count: a.count + b.count, sum: addSums(a.sum, b.sum), weighted: addSums(a.weighted, b.weighted) };
}

/** A card that was dropped but not yet counted by the server. */
export interface PendingMove {
  from: string | null;
  to: string | null;
  amount: MoneySums;
  /** Percent in the column it left and the one it enters. */
  fromProbability: number;
  toProbability: number;
}

/** Totals as they will be once the moves are through. */
export function afterMoves(totals: ReadonlyMap<string | null, ColumnTotal>, moves: readonly PendingMove[]): Map<string | null, ColumnTotal> {
  const result = new Map(totals);
  for (const { from, to, amount, fromProbability, toProbability } of moves) {
    const left = result.get(from);
    // the server may have counted the move before it has answered: nothing is taken from an empty column
    if (left && left.count > 0) result.set(from, addTotals(left, { count: -1, sum: negated(amount), weighted: negated(shareOf(amount, fromProbability)) }));
    result.set(to, addTotals(result.get(to) ?? nothing, { count: 1, sum: amount, weighted: shareOf(amount, toProbability) }));
  }
  return result;
}
