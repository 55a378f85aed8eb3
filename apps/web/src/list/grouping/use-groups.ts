import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { ListParameters } from "../../api/record-paths.ts";
import { records } from "../../api/records.ts";
import { preferences } from "../../preferences/preferences.ts";
import { rowsKey } from "../rows/rows-query.ts";
import { compareGroups, conditionOf, type GroupField, groupText } from "./group-field.ts";
import { type GroupLines, groupLines } from "./group-lines.ts";

export interface GroupInfo {
  value: unknown;
  count: number;
}

export interface Groups {
  groups: readonly GroupInfo[];
  lines: GroupLines;
  isFolded: (group: number) => boolean;
  fold: (group: number, isFolded?: boolean) => void;
  foldAll: (isFolded: boolean) => void;
  isLoading: boolean;
  error: unknown;
  /** What the records of a group are asked with. */
  parametersOf: (group: number) => ListParameters | null;
}

/** With more groups than this, only the first is open: one sees what there is. */
const openGroups = 40;

/** The groups of a list with how many records each has; null when it is not grouped. */
export function useGroups(path: string, parameters: ListParameters, by: GroupField | undefined): Groups | null {
  const text = by && groupText(by);
  const { fields: _, expand: __, sort: ___, ...narrowed } = parameters;
  const { data, error } = useQuery({
    queryKey: [...rowsKey(path), "groups", narrowed, text],
    queryFn: async ({ signal }) => (await records.aggregate(path, { ...narrowed, group: text as string, measures: "count" }, signal)).data,
    enabled: text !== undefined,
    placeholderData: keepPreviousData,
  });
  const groups = useMemo(() => {
    if (!by || !text || !data) return [];
    return data.map((row): GroupInfo => ({ value: row[text] ?? null, count: Number(row.count) })).sort(compareGroups(by));
  }, [data, by, text]);
  const [folded, setFolded] = useState<{ text: string | undefined; map: ReadonlyMap<string, boolean>; all: boolean | null }>({
    text,
    map: new Map(),
    all: null,
  });
  const current = folded.text === text ? folded : { text, map: new Map<string, boolean>(), all: null };
  const isFolded = useCallback(
    (group: number) => current.map.get(String(groups[group]?.value)) ?? current.all ?? (groups.length > openGroups && group > 0),
    [current, groups],
  );
  const lines = useMemo(
    () =>
      groupLines(
        groups.map((g) => g.count),
        isFolded,
      ),
    [groups, isFolded],
  );
  const fold = (group: number, next = !isFolded(group)) => setFolded({ ...current, map: new Map(current.map).set(String(groups[group]?.value), next) });
  const parametersOf = useCallback(
    (group: number): ListParameters | null => {
      const info = groups[group];
      if (!by || !info) return null;
      const condition = conditionOf(by, info.value, preferences().timeZone);
      const filter = parameters.filter ? { and: [JSON.parse(parameters.filter) as object, condition] } : condition;
      return { ...parameters, filter: JSON.stringify(filter) };
    },
    [groups, by, parameters],
  );
  if (!by) return null;
  return {
    groups,
    lines,
    isFolded,
    fold,
    foldAll: (all) => setFolded({ text, map: new Map(), all }),
    isLoading: data === undefined && !error,
    error,
    parametersOf,
  };
}
