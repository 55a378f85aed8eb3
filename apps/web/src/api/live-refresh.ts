import type { Query } from "@tanstack/react-query";
import { queryClient } from "../query-client.ts";
import { catalogNow, catalogQuery } from "./catalog.ts";
import { isAbout } from "./is-about.ts";
import type { Change } from "./types.ts";

const dirty = new Map<string, Set<string>>();
const listsAt = new Map<string, number>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** A busy hour refreshes a list at most this often, in milliseconds; the record on screen follows at once. */
const listPause = 3000;

/** Lets the pages follow a change; collects for a moment, so that a bulk write refreshes a page once. */
export function scheduleRefresh(change: Change): void {
  const ids = dirty.get(change.object) ?? new Set();
  dirty.set(change.object, ids.add(change.id));
  if (timer === undefined) timer = setTimeout(refresh, 300);
}

/** Everything may have changed: pages ask again, but the rows a person looks at do not move under them. */
export function refreshAll(): void {
  const isRows = (key: readonly unknown[]) => key[2] === "rows";
  void queryClient.invalidateQueries({ queryKey: ["records"], predicate: ({ queryKey, state }) => isRows(queryKey) && !state.error, refetchType: "none" });
  void queryClient.invalidateQueries({ queryKey: ["records"], predicate: ({ queryKey, state }) => !isRows(queryKey) || state.error !== null });
}

/** At most so much later, in milliseconds: everyone is told at once, and they do not all ask at once. */
const catalogSpread = 2000;
let catalogTimer: ReturnType<typeof setTimeout> | undefined;

/** Objects or fields came, changed or went: every page follows. */
export function refreshDefinitions(): void {
  if (catalogTimer !== undefined) return;
  catalogTimer = setTimeout(() => {
    catalogTimer = undefined;
    void queryClient.invalidateQueries({ queryKey: catalogQuery.queryKey });
  }, Math.random() * catalogSpread);
}

/** The person's rights changed: nothing that was loaded before may stay on the screen or be shown again. */
export function refreshEverything(): void {
  queryClient.removeQueries({ type: "inactive" });
  void queryClient.invalidateQueries();
}

function refresh(): void {
  timer = undefined;
  const catalog = catalogNow();
  for (const [name, ids] of dirty) {
    const path = catalog?.byName.get(name)?.path;
    if (!path) continue;
    for (const id of ids) void queryClient.invalidateQueries({ queryKey: ["records", path, "one", id] });
    refreshLists(path);
  }
  dirty.clear();
}

function refreshLists(path: string): void {
  const now = Date.now();
  const due = (listsAt.get(path) ?? 0) + listPause;
  if (due > now + listPause) return; // one is on its way already
  listsAt.set(path, Math.max(now, due));
  const isList = (query: Query) => query.queryKey[2] === "list" && isAbout(query, path);
  setTimeout(() => void queryClient.invalidateQueries({ predicate: isList }), Math.max(0, due - now));
}
