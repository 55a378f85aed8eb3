import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { useCatalog } from "../api/catalog.ts";
import { api, bodyOf } from "../api/client.ts";
import { useOutbox, waitingValues } from "../outbox/outbox.ts";
import { usePreferences } from "../preferences/preferences.ts";
import { queryClient } from "../query-client.ts";
import { type Entry, entryOf, inOrder, type Times, timesOnly, withWaiting } from "./entry.ts";

/** What a calendar may show: the list whose changes change it, and the colour it has unless someone chose another. */
export const kinds = [
  { kind: "event", path: "events", color: "jade" },
  { kind: "task", path: "tasks", color: "blue" },
  // whom to be in touch with is agreed in activities, or on the record itself
  { kind: "contact", path: "activities", color: "violet", follows: ["customers", "leads", "opportunities"] },
  { kind: "activity", path: "activities", color: "gray" },
  { kind: "opportunity", path: "opportunities", color: "amber" },
] as const;
export type Kind = (typeof kinds)[number]["kind"];
export const colors = ["jade", "blue", "violet", "amber", "red", "gray"] as const;
export type Color = (typeof colors)[number];

interface Range {
  /** Days of the reader's zone, `to` not included. */
  from: string;
  to: string;
  users: readonly string[];
  shown: readonly Kind[];
}

export interface Calendar {
  entries: Entry[];
  isLoading: boolean;
  error: unknown;
  retry: () => void;
}

/** Everything of the kinds in a range of days. One request for each kind, so that a change refreshes only its own. */
export function useCalendar({ from, to, users, shown }: Range): Calendar {
  const { timeZone } = usePreferences();
  const { byPath } = useCatalog();
  const wanted = kinds.filter((k) => shown.includes(k.kind) && byPath.get(k.path)?.can.read);
  const results = useQueries({
    queries: wanted.map(({ kind, path, ...more }) => ({
      queryKey: ["records", path, "list", "calendar", kind, { from, to, users, timeZone }],
      meta: more,
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const query = { from, to, kinds: kind, time_zone: timeZone, ...(users.length ? { users: users.join() } : {}) };
        const { data } = await bodyOf(api.GET("/api/v1/calendar", { params: { query }, signal }));
        return data.map((answer) => entryOf(answer, timeZone));
      },
      placeholderData: keepPreviousData,
    })),
  });
  // one place for each kind: a list of dependencies that grew shorter would leave what may be seen no longer in place
  const loaded = kinds.map((k) => results[wanted.indexOf(k)]?.data);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answers themselves, not the array of them
  const stored = useMemo(() => loaded.flatMap((list) => list ?? []), loaded);
  const outbox = useOutbox();
  const entries = useMemo(
    () => stored.map((entry) => withWaiting(entry, outbox.length ? waitingValues(outbox, entry.id) : null, timeZone)).sort(inOrder),
    [stored, outbox, timeZone],
  );
  useEffect(() => {
    if (entries) undrawn.clear();
  }, [entries]);
  return {
    entries,
    isLoading: results.some((r) => r.data === undefined && !r.error),
    error: results.find((r) => r.error)?.error,
    retry: () => results.filter((r) => r.error).forEach((r) => void r.refetch()),
  };
}

const pathOf = (kind: string): string => kinds.find((k) => k.kind === kind)?.path ?? "";

const keyOf = (entry: Entry) => ["records", pathOf(entry.kind), "list", "calendar"];
/** Times that were shown and are not drawn yet. */
const undrawn = new Map<string, Times>();

/** An entry as it was shown last and stored last, where keys come faster than it is drawn. */
export function entryNow(entry: Entry): Entry {
  const lists = queryClient.getQueriesData<Entry[]>({ queryKey: keyOf(entry) }).flatMap(([, list]) => list ?? []);
  const { version, startAt, endAt } = lists.reduce((newest, e) => (e.key === entry.key && e.version > newest.version ? e : newest), entry);
  return { ...entry, version, startAt, endAt, ...undrawn.get(entry.key) };
}

/** Shows an entry at other times at once, before the server has agreed. */
export function showMoved(entry: Entry, times: Times): void {
  const queryKey = keyOf(entry);
  undrawn.set(entry.key, timesOnly(times));
  void queryClient.cancelQueries({ queryKey });
  queryClient.setQueriesData<Entry[]>({ queryKey }, (list) => list?.map((e) => (e.key === entry.key ? { ...e, ...timesOnly(times) } : e)));
}

export async function refreshCalendar(kind: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ["records", pathOf(kind), "list"] });
}
