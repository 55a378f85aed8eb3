import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCatalog } from "../../../api/catalog.ts";
import { records } from "../../../api/records.ts";
import type { ObjectInfo } from "../../../api/types.ts";
import type { MoneySums } from "../../../format/money-sums.ts";
import { addSums } from "../../../format/money-sums.ts";
import type { HomeScope } from "../../../home/home-scope.ts";

export type Filter = Record<string, unknown>;
export type Row = Record<string, unknown>;

interface Figures {
  object: string;
  group?: string;
  measures: string;
  filter?: Filter;
  scene: "mine" | "all";
  isEnabled?: boolean;
}

/** Figures over the records the person may see; live changes refresh them. */
export function useFigures({ object, group, measures, filter, scene, isEnabled = true }: Figures): { rows: Row[] | undefined; error: Error | null } {
  const info = useCatalog().byName.get(object);
  const query = { measures, scene, ...(group ? { group } : {}), ...(filter ? { filter: JSON.stringify(filter) } : {}) };
  const path = info?.path ?? "";
  const { data, error } = useQuery({
    queryKey: ["records", path, "list", "home", "figures", query],
    queryFn: async ({ signal }) => (await records.aggregate(path, query, signal)).data,
    enabled: isEnabled && info?.can.read === true,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  return { rows: data, error };
}

/** Deals that are neither won nor lost nor void. */
export const openDeals: Filter = { stage: { nin: ["won", "lost", "void"] } };

export const wonIn = (period: Filter): Filter => ({ stage: "won", closed_at: { eq: period } });

/** The search of a list that shows exactly what a figure counts. */
export function listOf(filter: Filter, scope: HomeScope, more: { sort?: string } = {}): Row {
  return { scene: scope === "mine" ? "mine" : "all", filter, ...more };
}

export function sumOf(rows: readonly Row[] | undefined, measure: string): MoneySums {
  return addSums(...(rows ?? []).map((row) => (row[measure] == null ? {} : { [String(row.amount_currency ?? "CNY")]: String(row[measure]) })));
}

export function countOf(rows: readonly Row[] | undefined): number {
  return (rows ?? []).reduce((all, row) => all + Number(row.count ?? 0), 0);
}

/** Rows of one group together, such as the currencies of a stage. */
export function grouped(rows: readonly Row[] | undefined, by: string): Map<string, Row[]> {
  return Map.groupBy(rows ?? [], (row) => String(row[by] ?? ""));
}

/** The objects of the module that a widget works on; the registry has checked that they may be read. */
export function useObject(name: string): ObjectInfo {
  const found = useCatalog().byName.get(name);
  if (!found) throw new Error(`no object ${name}`);
  return found;
}
