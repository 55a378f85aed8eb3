import type { ListParameters } from "../../api/record-paths.ts";
import type { ObjectInfo } from "../../api/types.ts";
import type { ListQuery, ListSearch } from "../list-search.ts";

/** What every way to look at a list gets: the same query, whatever draws it. */
export interface ViewProps {
  object: ObjectInfo;
  /** What the list asks for: scene, words, filter, order, group, and the saved view's own settings. */
  search: ListQuery;
  /** The same as parameters of the API, without where in the list; `fields` and `expand` are those of the columns. */
  parameters: ListParameters;
  /** Changes the address, and with it the query; `undefined` empties a part. */
  change: (patch: Partial<Record<keyof ListSearch, unknown>>) => void;
}
