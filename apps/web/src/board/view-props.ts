import type { ObjectInfo } from "../api/types.ts";

/** The list's query as far as a board goes by it. `settings.field` is the field of the columns. */
export interface BoardQuery {
  scene?: string | null | undefined;
  q?: string | null | undefined;
  filter?: Record<string, unknown> | null | undefined;
  sort?: string | null | undefined;
  settings?: Record<string, unknown> | null | undefined;
}

/** What the list page gives to each way of showing its query. */
export interface ViewProps {
  object: ObjectInfo;
  search: BoardQuery;
  /** Changes the query in the address; `new` opens the form of a new record with these values. */
  change: (patch: BoardQuery & { new?: Record<string, unknown> }) => void;
}
