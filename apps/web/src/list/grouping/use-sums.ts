import { keepPreviousData, useQueries } from "@tanstack/react-query";
import type { AggregateParameters } from "../../api/record-paths.ts";
import { records } from "../../api/records.ts";
import type { FieldInfo } from "../../api/types.ts";
import { addSums } from "../../format/money-sums.ts";
import { rowsKey } from "../rows/rows-query.ts";

/** Sums of a column: by currency for money, under "" for plain numbers. */
export type Sums = Record<string, string>;

/** Columns whose values add up. */
export function summable(columns: readonly FieldInfo[]): FieldInfo[] {
  return columns.filter(
    (f) => f.name !== "version" && !f.per_unit && f.access !== "masked" && (f.type === "money" || (f.type === "number" && f.measure !== false)),
  );
}

interface Answer {
  /** Group value (as text, "null" for none) → column → sums. */
  byGroup: Map<string, Map<string, Sums>>;
}

/**
 * Sums of the numeric columns over everything the list finds, by group where it has groups. One question for all plain
 * numbers, one for each amount, whose currencies are kept apart.
 */
export function useSums(
  path: string,
  narrowed: Omit<AggregateParameters, "measures" | "group">,
  columns: readonly FieldInfo[],
  group: string | undefined,
  isSettled: boolean,
): Answer {
  const plain = columns.filter((f) => f.type !== "money");
  const asked = [
    ...(plain.length > 0 ? [{ measures: plain.map((f) => `sum(${f.name})`).join(","), group: group ?? "", currency: "" }] : []),
    ...columns
      .filter((f) => f.type === "money")
      .map((f) => ({ measures: `sum(${f.name})`, group: [group, `${f.name}_currency`].filter(Boolean).join(","), currency: `${f.name}_currency` })),
  ];
  return useQueries({
    queries: asked.map(({ measures, group: by }) => ({
      queryKey: [...rowsKey(path), "sums", narrowed, measures, by],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await records.aggregate(path, { ...narrowed, measures, ...(by ? { group: by } : {}) }, signal)).data,
      placeholderData: keepPreviousData,
      staleTime: 60_000,
      enabled: isSettled,
    })),
    combine: (results): Answer => {
      const byGroup = new Map<string, Map<string, Sums>>();
      results.forEach((result, i) => {
        for (const row of result.data ?? []) {
          const value = group ? String(row[group] ?? null) : "";
          const sums = byGroup.get(value) ?? new Map<string, Sums>();
          byGroup.set(value, sums);
          for (const [measure, sum] of Object.entries(row)) {
            const name = /^sum\((\w+)\)$/.exec(measure)?.[1];
            if (!name || sum === null) continue;
            const currency = asked[i]?.currency ? String(row[asked[i]?.currency as string] ?? "CNY") : "";
            sums.set(name, { ...sums.get(name), [currency]: String(sum) });
          }
        }
      });
      return { byGroup };
    },
  });
}

/** The sums of all groups together. */
export function totalOf(byGroup: ReadonlyMap<string, ReadonlyMap<string, Sums>>): Map<string, Sums> {
  const total = new Map<string, Sums>();
  for (const sums of byGroup.values()) for (const [name, sum] of sums) total.set(name, add(total.get(name) ?? {}, sum));
  return total;
}

/** Amounts are added to the cent, plain numbers as they are. */
function add(a: Sums, b: Sums): Sums {
  const { "": plainA, ...moneyA } = a;
  const { "": plainB, ...moneyB } = b;
  const plain = plainA === undefined && plainB === undefined ? {} : { "": String(Number(plainA ?? 0) + Number(plainB ?? 0)) };
  return { ...addSums(moneyA, moneyB), ...plain };
}
