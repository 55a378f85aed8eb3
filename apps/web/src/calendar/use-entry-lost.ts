import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useCatalog } from "../api/catalog.ts";
import { isProblem } from "../api/problem.ts";
import type { Entry } from "./entry.ts";
import { restFocus } from "./entry-focus.ts";
import { entryRecordQuery } from "./entry-record.ts";

/**
 * Whether an open entry is deleted or out of the reader's sight: `onLost` hears of it once, and the focus rests in the calendar.
 * Given the entries drawn, also when it is none of them any more.
 */
export function useEntryLost(entry: Entry | undefined, drawn: readonly Entry[] | undefined, onLost: (entry: Entry) => void): boolean {
  const object = useCatalog().byName.get(entry?.object ?? "");
  const { error } = useQuery(entryRecordQuery(entry, object));
  const isRefused = isProblem(error) && (error.status === 404 || error.status === 403);
  const isLost = entry !== undefined && (isRefused || !object?.can.read || drawn?.some((e) => e.key === entry.key) === false);
  const latest = useRef(onLost);
  latest.current = onLost;
  useEffect(() => {
    if (!isLost || !entry) return;
    latest.current(entry);
    setTimeout(restFocus); // once what was open is off the page
  }, [isLost, entry]);
  return isLost;
}
