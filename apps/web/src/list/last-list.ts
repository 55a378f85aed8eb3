import type { ListSearch } from "./list-search.ts";

const lists = new Map<string, ListSearch>();

/** A list was left in this state: the way back from a record leads there. */
export function rememberList(path: string, search: ListSearch): void {
  const { new: _, ...rest } = search;
  lists.set(path, rest);
}

export function lastList(path: string): ListSearch {
  return lists.get(path) ?? {};
}
