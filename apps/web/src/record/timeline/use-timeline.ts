import { useInfiniteQuery } from "@tanstack/react-query";
import { useCatalog } from "../../api/catalog.ts";
import { records } from "../../api/records.ts";
import type { ApiRecord, HistoryEntry, ObjectInfo } from "../../api/types.ts";
import { type Link, linkFrom } from "../relations.ts";
import { ofActivity, ofEvent, ofHistory, ofTask, type Shown, shownDiff, type TimelineEntry } from "./entries.ts";
import { mergeSources, type Source } from "./merge-sources.ts";

const pageSize = 30;

export interface TimelineData {
  entries: TimelineEntry[];
  isLoading: boolean;
  error: unknown;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  /** Which kinds exist for this object. */
  kinds: Shown[];
}

/** History, activities, tasks and events of a record as one stream, loaded page by page. */
export function useTimeline(object: ObjectInfo, record: ApiRecord, shown: Shown): TimelineData {
  const catalog = useCatalog();
  const activities = linkFrom(catalog, "activity", object);
  const tasks = linkFrom(catalog, "task", object);
  const events = linkFrom(catalog, "event", object);
  const hasFiles = activities?.object.fields.some((f) => f.name === "files") ?? false;
  const isOn = (kind: Shown) => shown === "all" || shown === kind;
  const history = useInfiniteQuery({
    queryKey: ["records", object.path, "one", record.id, "history"],
    queryFn: ({ pageParam }) => records.history(object.path, record.id, { limit: 50, ...(pageParam ? { before: pageParam } : {}) }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    enabled: isOn("history"),
  });
  const done = usePages(activities, record.id, "-happened_at", activities !== null && (isOn("activity") || shown === "file"), shown === "file");
  const planned = usePages(tasks, record.id, "-created_at", tasks !== null && isOn("task"));
  const held = usePages(events, record.id, "-start_at", events !== null && isOn("event"));
  const streams = [
    {
      query: history,
      isUsed: isOn("history"),
      entries: (history.data?.pages ?? [])
        .flatMap((p) => p.data)
        .filter((e) => isShown(e, object))
        .map(ofHistory),
    },
    { query: done, isUsed: activities !== null && (isOn("activity") || shown === "file"), entries: rowsOf(done.data).map(ofActivity) },
    {
      query: planned,
      isUsed: tasks !== null && isOn("task"),
      entries: rowsOf(planned.data)
        .filter((task) => shown === "task" || task.status === "done")
        .map(ofTask),
    },
    { query: held, isUsed: events !== null && isOn("event"), entries: rowsOf(held.data).map(ofEvent) },
  ].filter((s) => s.isUsed);
  const merged = mergeSources(streams.map(({ query, entries }): Source<TimelineEntry> => ({ entries, hasMore: query.hasNextPage })));
  return {
    entries: merged.entries,
    isLoading: streams.some((s) => s.query.isPending),
    error: streams.find((s) => s.query.error)?.query.error,
    hasMore: merged.behind.length > 0,
    isLoadingMore: streams.some((s) => s.query.isFetchingNextPage),
    loadMore: () => {
      for (const i of merged.behind) if (!streams[i]?.query.isFetchingNextPage) void streams[i]?.query.fetchNextPage();
    },
    kinds: [
      "all",
      ...(activities ? (["activity"] as const) : []),
      ...(tasks ? (["task"] as const) : []),
      ...(events ? (["event"] as const) : []),
      ...(hasFiles ? (["file"] as const) : []),
      "history",
    ],
  };
}

function isShown(entry: HistoryEntry, object: ObjectInfo): boolean {
  return entry.kind !== "updated" || shownDiff(entry, object).length > 0;
}

function usePages(link: Link | null, id: string, sort: string, enabled: boolean, onlyFiles = false) {
  const path = link?.object.path ?? "";
  return useInfiniteQuery({
    queryKey: ["records", path, "list", "timeline", link?.field, id, ...(onlyFiles ? ["files"] : [])],
    queryFn: ({ pageParam }) =>
      records.list(path, {
        filter: JSON.stringify({ [link?.field ?? ""]: id, ...(onlyFiles ? { files: { empty: false } } : {}) }),
        sort,
        limit: pageSize,
        expand: "owner_id",
        ...(pageParam ? { cursor: pageParam } : {}),
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    enabled,
  });
}

function rowsOf(data: { pages: { data: ApiRecord[] }[] } | undefined): ApiRecord[] {
  return (data?.pages ?? []).flatMap((p) => p.data);
}
