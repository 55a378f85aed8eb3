import { useQuery } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { meQuery } from "../api/me.ts";
import { deletePreference, putPreference, readPreferences } from "../api/preferences.ts";
import { ApiProblem } from "../api/problem.ts";
import { queryClient } from "../query-client.ts";
import { recallPreferences, rememberPreferences } from "./remembered.ts";
import { sendLater, sendNow, subscribeUnsent, unsentAt } from "./unsent.ts";

const queryKey = ["preferences"];

if (typeof document !== "undefined")
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") sendNow();
  });

/**
 * One thing a person decided about the pages, kept on the server for all their devices. The value is there at the first
 * paint from what this browser remembers; setting it shows at once and is sent a moment later, `undefined` goes back to
 * the fallback.
 */
export function usePreference<T>(key: string, fallback: T): [value: T, set: (value: T | undefined) => void] {
  const { data: me } = useQuery(meQuery);
  const userId = me?.id ?? "";
  const { data = recallPreferences(userId) } = useQuery({
    queryKey,
    queryFn: async () => rememberPreferences(userId, await readPreferences()),
    staleTime: 5 * 60_000,
    enabled: userId !== "",
  });
  const place = `${userId} ${key}`;
  const unsent = useSyncExternalStore(subscribeUnsent, () => unsentAt(place));
  const stored = unsent ? unsent.value : data[key];
  const set = useCallback((value: T | undefined) => keep(userId, key, value), [userId, key]);
  return [stored === undefined || stored === null ? fallback : (stored as T), set];
}

/** The same outside React: what is known of a preference at this moment. */
export function preferenceNow<T>(key: string, fallback: T): T {
  const userId = queryClient.getQueryData(meQuery.queryKey)?.id ?? "";
  const unsent = unsentAt(`${userId} ${key}`);
  const all = queryClient.getQueryData<Record<string, unknown>>(queryKey) ?? recallPreferences(userId);
  return ((unsent ? unsent.value : all[key]) as T | null | undefined) ?? fallback;
}

function keep(userId: string, key: string, value: unknown): void {
  if (userId === "") return;
  const changed = (all: Record<string, unknown>) => {
    const { [key]: _, ...others } = all;
    return value === undefined ? others : { ...others, [key]: value };
  };
  rememberPreferences(userId, changed(recallPreferences(userId)));
  const send = async () => {
    await (value === undefined ? deletePreference(key) : putPreference(key, value));
    queryClient.setQueryData<Record<string, unknown>>(queryKey, (all) => all && changed(all));
    if (queryClient.isFetching({ queryKey }) > 0) void queryClient.invalidateQueries({ queryKey }); // what is on its way may be older
  };
  sendLater(`${userId} ${key}`, value, send, (error) => error instanceof ApiProblem && (error.status === 0 || error.status === 429 || error.status >= 500));
}
