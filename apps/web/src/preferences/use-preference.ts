import { queryOptions, useQuery } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { meQuery } from "../api/me.ts";
import { deletePreference, putPreference, readPreferences } from "../api/preferences.ts";
import { ApiProblem } from "../api/problem.ts";
import { queryClient } from "../query-client.ts";
import { forgetLeft, isLeft, leftUnsent, noteLeft } from "./left-unsent.ts";
import { recallPreferences, rememberPreferences } from "./remembered.ts";
import { sendLater, sendNow, subscribeUnsent, unsentAt } from "./unsent.ts";

const queryKey = ["preferences"];
/** Another page of this browser may still be telling the server what it chose. */
const untilOthersSent = 3_000;
const resumed = new Set<string>();

const preferencesQuery = (userId: string) =>
  queryOptions({
    queryKey,
    queryFn: async () => {
      if (!resumed.has(userId)) for (const { key, value, at } of leftUnsent(userId)) send(userId, { key, value, at }, untilOthersSent);
      resumed.add(userId);
      return rememberPreferences(userId, await readPreferences());
    },
    staleTime: 5 * 60_000,
    enabled: userId !== "",
  });

if (typeof document !== "undefined")
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") sendNow();
  });

/**
 * One thing a person decided about the pages, kept on the server for all their devices. The value is there at the first
 * paint from what this browser remembers; setting it shows at once and is sent a moment later, by the next page if need be;
 * `undefined` goes back to the fallback.
 */
export function usePreference<T>(key: string, fallback: T): [value: T, set: (value: T | undefined) => void] {
  const { data: me } = useQuery(meQuery);
  const userId = me?.id ?? "";
  const { data = recallPreferences(userId) } = useQuery(preferencesQuery(userId));
  const place = `${userId} ${key}`;
  const unsent = useSyncExternalStore(subscribeUnsent, () => unsentAt(place));
  const stored = unsent ? unsent.value : data[key];
  const set = useCallback((value: T | undefined) => keep(userId, key, value), [userId, key]);
  return [stored === undefined || stored === null ? fallback : (stored as T), set];
}

/** Whether the kept ones can be told from none: a browser that never saw this person learns of them from the server. */
export function usePreferencesKnown(): boolean {
  const { data: me } = useQuery(meQuery);
  const { isPending, fetchStatus } = useQuery(preferencesQuery(me?.id ?? ""));
  return !isPending || fetchStatus === "paused" || Object.keys(recallPreferences(me?.id ?? "")).length > 0;
}

/** The same outside React: what is known of a preference at this moment. */
export function preferenceNow<T>(key: string, fallback: T): T {
  const userId = queryClient.getQueryData(meQuery.queryKey)?.id ?? "";
  const unsent = unsentAt(`${userId} ${key}`);
  const all = queryClient.getQueryData<Record<string, unknown>>(queryKey) ?? recallPreferences(userId);
  return ((unsent ? unsent.value : all[key]) as T | null | undefined) ?? fallback;
}

function keep(userId: string, key: string, value: unknown): void {
  if (userId !== "") send(userId, { key, value, at: noteLeft(userId, key, value) });
}

/** `after`: milliseconds, for what an earlier page left. */
function send(userId: string, { key, value, at }: { key: string; value: unknown; at: number }, after?: number): void {
  const changed = (all: Record<string, unknown>) => {
    const { [key]: _, ...others } = all;
    return value === undefined ? others : { ...others, [key]: value };
  };
  rememberPreferences(userId, changed(recallPreferences(userId)));
  const tell = async () => {
    if (after !== undefined && !isLeft(userId, key, at)) return; // the other page has told it, or chose anew
    await (value === undefined ? deletePreference(key) : putPreference(key, value));
    forgetLeft(userId, key, at);
    rememberPreferences(userId, changed(recallPreferences(userId)));
    queryClient.setQueryData<Record<string, unknown>>(queryKey, (all) => all && changed(all));
    if (queryClient.isFetching({ queryKey }) > 0) void queryClient.invalidateQueries({ queryKey }); // what is on its way may be older
  };
  const isPassing = (error: unknown) => {
    const passes = error instanceof ApiProblem && (error.status === 0 || error.status === 429 || error.status >= 500);
    if (!passes) forgetLeft(userId, key, at);
    return passes;
  };
  sendLater(`${userId} ${key}`, value, tell, isPassing, after);
}
