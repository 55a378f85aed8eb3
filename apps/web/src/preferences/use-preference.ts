import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { meQuery } from "../api/me.ts";
import { deletePreference, preferencesQuery, putPreference } from "../api/preferences.ts";
import { queryClient } from "../query-client.ts";

const pause = 400;
const waiting = new Map<string, ReturnType<typeof setTimeout>>();

/**
 * One thing a person decided about the pages, kept on the server for all their devices. The value is there at the first
 * paint from what this browser remembers; setting it shows at once and is sent a moment later, `undefined` goes back to
 * the fallback.
 */
export function usePreference<T>(key: string, fallback: T): [value: T, set: (value: T | undefined) => void] {
  const { data: me } = useQuery(meQuery);
  const userId = me?.id;
  const { data } = useQuery({ ...preferencesQuery, enabled: userId !== undefined });
  const remembered = useMemo(() => (userId === undefined ? undefined : recall(userId, key)), [userId, key]);
  const stored = data === undefined ? remembered : data[key];
  const set = useCallback((value: T | undefined) => keep(key, value, userId), [key, userId]);
  return [stored === undefined || stored === null ? fallback : (stored as T), set];
}

function keep(key: string, value: unknown, userId: string | undefined): void {
  void queryClient.cancelQueries({ queryKey: preferencesQuery.queryKey });
  queryClient.setQueryData(preferencesQuery.queryKey, (all) => {
    const { [key]: _, ...others } = all ?? {};
    return value === undefined ? others : { ...others, [key]: value };
  });
  if (userId !== undefined) remember(userId, key, value);
  clearTimeout(waiting.get(key));
  waiting.set(
    key,
    setTimeout(() => {
      waiting.delete(key);
      const sent = value === undefined ? deletePreference(key) : putPreference(key, value);
      // what could not be sent stands until the next visit; then the server's word counts
      sent.catch(() => {});
    }, pause),
  );
}

const placeOf = (userId: string, key: string) => `keshu.preference.${userId}.${key}`;

function remember(userId: string, key: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(placeOf(userId, key));
    else localStorage.setItem(placeOf(userId, key), JSON.stringify(value));
  } catch {
    // private windows and full disks: it is on the server anyway
  }
}

function recall(userId: string, key: string): unknown {
  try {
    const text = localStorage.getItem(placeOf(userId, key));
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
