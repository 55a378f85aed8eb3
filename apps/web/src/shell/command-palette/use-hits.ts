import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { CatalogIndex } from "../../api/catalog.ts";
import { type SearchHit, searchEverywhere } from "../../api/search.ts";
import { useDebounced } from "../use-debounced.ts";
import type { Asked } from "./asked.ts";

const wait = 60;
const limit = 30;

export interface Hits {
  data: readonly SearchHit[];
  /** What is shown belongs to an earlier text. */
  isOld: boolean;
  error: Error | null;
}

/** Records for what was typed. Those of the text before stay until the new ones are there; what nobody waits for is given up. */
export function useHits(asked: Asked, catalog: CatalogIndex): Hits {
  const isOff = asked.text === "" || asked.only === "commands" || asked.only === "help";
  const q = isOff ? "" : asked.only === "numbers" ? `#${asked.text}` : asked.text;
  const objects = asked.only === "people" ? ["user"] : asked.object ? [asked.object.name] : undefined;
  const wanted = JSON.stringify([q, objects ?? []]);
  const settled = useDebounced(wanted, wait);
  const [settledQ, settledObjects] = JSON.parse(settled) as [string, string[]];
  const found = useQuery({
    queryKey: ["search", settledQ, settledObjects],
    queryFn: ({ signal }) => searchEverywhere(settledQ, { signal, limit, ...(settledObjects.length ? { objects: settledObjects } : {}) }),
    enabled: settledQ !== "" && !isOff && settledObjects.every((o) => catalog.byName.has(o)),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    retry: false,
  });
  const isOld = !isOff && !found.error && (settled !== wanted || found.isPlaceholderData || found.isPending);
  return { data: isOff ? [] : (found.data ?? []), isOld, error: found.error };
}
