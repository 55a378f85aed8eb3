export type Scene = "mine" | "shared" | "reports" | "all";
export const scenes: readonly Scene[] = ["mine", "shared", "reports", "all"];

/** The state of a list as its address holds it. */
export interface ListSearch {
  scene?: Scene;
  q?: string;
  filter?: Record<string, unknown>;
  sort?: string;
  deleted?: true;
  /** The form of a new record is open; values it begins with. */
  new?: Record<string, unknown>;
}

export function parseListSearch(search: Record<string, unknown>): ListSearch {
  const parsed: ListSearch = {};
  if (scenes.includes(search.scene as Scene)) parsed.scene = search.scene as Scene;
  if (search.q !== undefined && search.q !== "") parsed.q = String(search.q);
  if (isObject(search.filter) && Object.keys(search.filter).length > 0) parsed.filter = search.filter;
  if (typeof search.sort === "string" && search.sort) parsed.sort = search.sort;
  if (search.deleted) parsed.deleted = true;
  if (isObject(search.new)) parsed.new = search.new;
  else if (search.new) parsed.new = {};
  return parsed;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
