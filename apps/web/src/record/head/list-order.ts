import type { QueryClient } from "@tanstack/react-query";

interface Row {
  id: string;
}

/** Ids in the order of the list that showed this record last, read from what lists have loaded: no request, no contract. */
export function orderAround(queries: QueryClient, path: string, id: string): string[] {
  const lists = queries.getQueryCache().findAll({ queryKey: ["records", path], predicate: ({ queryKey }) => queryKey[2] === "list" || queryKey[2] === "rows" });
  const found = lists
    .filter((query) => query.queryKey[3] !== "related" && rowsOf(query.state.data).some((row) => row.id === id))
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)[0];
  if (!found) return [];
  // pages of one list differ in the last part of their key only
  const beginning = JSON.stringify(found.queryKey.slice(0, -1));
  const pages = lists
    .filter((query) => query.queryKey.length === found.queryKey.length && JSON.stringify(query.queryKey.slice(0, -1)) === beginning)
    .sort((a, b) => placeOf(a.queryKey) - placeOf(b.queryKey));
  // a page that is missing would make neighbours of records that are none
  const at = pages.indexOf(found);
  let from = at;
  let to = at;
  const number = (i: number) => placeOf(pages[i]?.queryKey ?? []);
  while (from > 0 && number(from - 1) === number(from) - 1) from--;
  while (to < pages.length - 1 && number(to + 1) === number(to) + 1) to++;
  return [...new Set(pages.slice(from, to + 1).flatMap((query) => rowsOf(query.state.data).map((row) => row.id)))];
}

/** The number of a page, `3` or, in a group, `2:3`; groups lie far apart. */
function placeOf(key: readonly unknown[]): number {
  const [page = 0, group = 0] = String(key.at(-1)).split(":").map(Number).reverse();
  return group * 1_000_000 + page;
}

/** A page as an array, an answer with `data`, or the pages of an endless list. */
function rowsOf(data: unknown): Row[] {
  if (Array.isArray(data)) return data.filter((row): row is Row => typeof (row as Row | null)?.id === "string");
  const answer = data as { data?: unknown; pages?: unknown } | null | undefined;
  if (Array.isArray(answer?.pages)) return answer.pages.flatMap(rowsOf);
  return Array.isArray(answer?.data) ? rowsOf(answer.data) : [];
}
