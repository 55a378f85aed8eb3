import type { QueryClient } from "@tanstack/react-query";

interface Row {
  id: string;
}

/** Ids in the order of the list that showed this record last, read from what lists have loaded: no request, no contract. */
export function orderAround(queries: QueryClient, path: string, id: string): string[] {
  const found = queries
    .getQueryCache()
    .findAll({ queryKey: ["records", path, "list"] })
    .filter((query) => query.queryKey[3] !== "related" && rowsOf(query.state.data).some((row) => row.id === id))
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)[0];
  if (!found) return [];
  // pages of one list differ in the last part of their key only
  const beginning = JSON.stringify(found.queryKey.slice(0, -1));
  const pages = queries
    .getQueryCache()
    .findAll({ queryKey: ["records", path, "list"] })
    .filter((query) => query.queryKey.length === found.queryKey.length && JSON.stringify(query.queryKey.slice(0, -1)) === beginning)
    .sort((a, b) => Number(a.queryKey.at(-1)) - Number(b.queryKey.at(-1)));
  // a page that is missing would make neighbours of records that are none
  const at = pages.indexOf(found);
  let from = at;
  let to = at;
  const number = (i: number) => Number(pages[i]?.queryKey.at(-1));
  while (from > 0 && number(from - 1) === number(from) - 1) from--;
  while (to < pages.length - 1 && number(to + 1) === number(to) + 1) to++;
  return [...new Set(pages.slice(from, to + 1).flatMap((query) => rowsOf(query.state.data).map((row) => row.id)))];
}

/** A page as an array, an answer with `data`, or the pages of an endless list. */
function rowsOf(data: unknown): Row[] {
  if (Array.isArray(data)) return data.filter((row): row is Row => typeof (row as Row | null)?.id === "string");
  const answer = data as { data?: unknown; pages?: unknown } | null | undefined;
  if (Array.isArray(answer?.pages)) return answer.pages.flatMap(rowsOf);
  return Array.isArray(answer?.data) ? rowsOf(answer.data) : [];
}
