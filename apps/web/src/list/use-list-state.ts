import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { ObjectInfo } from "../api/types.ts";
import { useViews, type View } from "../api/views.ts";
import { usePreference } from "../preferences/use-preference.ts";
import { changedSearch, isBare, type ListQuery, type ListSearch, queryOf } from "./list-search.ts";

const route = getRouteApi("/shell/o/$path");

export interface ListState {
  /** What the address says. */
  search: ListSearch;
  /** What is asked for: the saved view with what the address changes of it. */
  query: ListQuery;
  views: View[];
  view: View | undefined;
  /** The saved view of the address is not known yet. */
  isLoading: boolean;
  change: (patch: Partial<Record<keyof ListSearch, unknown>>) => void;
  /** Goes to a scene or a view, leaving all else behind. */
  open: (search: ListSearch) => void;
  /** What this person sees first: a saved view or a scene. */
  first: ListSearch;
  setFirst: (search: ListSearch | undefined) => void;
}

/** What the list asks for, from its address, the saved view it names, and what the person wants to see first. */
export function useListState(object: ObjectInfo): ListState {
  const raw = route.useSearch();
  const navigate = route.useNavigate();
  const loaded = useViews(object.name);
  const [first, setFirst] = usePreference<ListSearch>(`list.first.${object.name}`.slice(0, 80), {});
  const search = useMemo((): ListSearch => (isBare(raw) ? { ...first, ...raw } : raw), [raw, first]);
  const view = useMemo(() => (search.view ? loaded?.find((v) => v.id === search.view) : undefined), [search.view, loaded]);
  const query = useMemo(() => queryOf(search, view), [search, view]);
  const change = useCallback(
    (patch: Partial<Record<keyof ListSearch, unknown>>) => void navigate({ search: changedSearch(search, view, patch), replace: true }),
    [navigate, search, view],
  );
  const open = useCallback((next: ListSearch) => void navigate({ search: next }), [navigate]);
  return { search, query, views: loaded ?? [], view, isLoading: Boolean(search.view) && loaded === undefined, change, open, first, setFirst };
}
