import { getRouteApi } from "@tanstack/react-router";
import { App } from "antd";
import { useCallback, useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ObjectInfo } from "../api/types.ts";
import { followViews, useViews, type View } from "../api/views.ts";
import { usePreference } from "../preferences/use-preference.ts";
import { knownQuery } from "./known-query.ts";
import { changedSearch, firstChoiceKey, isBare, type ListQuery, type ListSearch, queryOf } from "./list-search.ts";
import { inOwnOrder, orderAfterMove, viewOrderKey } from "./views/view-order.ts";

const route = getRouteApi("/shell/o/$path");

export interface ListState {
  /** What the address says. */
  search: ListSearch;
  /** What is asked for: the saved view with what the address changes of it. */
  query: ListQuery;
  /** In this person's own order. */
  views: View[];
  moveView: (id: string, step: -1 | 1) => void;
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

const noOrder: string[] = [];

/** What the list asks for, from its address, the saved view it names, and what the person wants to see first. */
export function useListState(object: ObjectInfo): ListState {
  const raw = route.useSearch();
  const navigate = route.useNavigate();
  const loaded = useViews(object.name);
  useEffect(followViews, []);
  const [order, setOrder] = usePreference<string[]>(viewOrderKey(object.name), noOrder);
  const views = useMemo(() => inOwnOrder(loaded ?? [], order), [loaded, order]);
  const [first, setFirst] = usePreference<ListSearch>(firstChoiceKey(object.name), {});
  const search = useMemo((): ListSearch => (isBare(raw) ? { ...first, ...raw } : raw), [raw, first]);
  const view = useMemo(() => (search.view ? loaded?.find((v) => v.id === search.view) : undefined), [search.view, loaded]);
  const { query, gone } = useMemo(() => knownQuery(object, queryOf(search, view)), [object, search, view]);
  useTellGone(gone);
  const change = useCallback(
    (patch: Partial<Record<keyof ListSearch, unknown>>) => void navigate({ search: changedSearch(search, view, patch), replace: true }),
    [navigate, search, view],
  );
  const open = useCallback((next: ListSearch) => void navigate({ search: next }), [navigate]);
  const moveView = (id: string, step: -1 | 1) => setOrder(orderAfterMove(views, id, step));
  return { search, query, views, moveView, view, isLoading: Boolean(search.view) && loaded === undefined, change, open, first, setFirst };
}

/** Says once that fields the list was narrowed or sorted by are no more. */
function useTellGone(gone: readonly string[]): void {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const named = gone.filter(Boolean).join(t("shell.gone.and"));
  const isAny = gone.length > 0;
  useEffect(() => {
    if (isAny) void message.info({ key: "gone-fields", content: named ? t("list.goneFields", { fields: named }) : t("list.goneField"), duration: 6 });
  }, [isAny, named, message, t]);
}
