import { queryOptions, useQuery } from "@tanstack/react-query";
import { queryClient } from "../query-client.ts";
import { api, bodyOf } from "./client.ts";
import { joinTopic } from "./live.ts";

export type ViewKind = "table" | "board" | "calendar";
type Nullable<T> = { [K in keyof T]?: T[K] | null };
export type ViewSharing = "private" | "department" | "everyone";

/** What of a list a view keeps. */
export interface ViewQuery {
  scene?: "mine" | "shared" | "reports" | "all";
  q?: string;
  filter?: Record<string, unknown>;
  sort?: string;
  columns?: { field: string; width?: number | undefined }[];
  /** A field, or `field:month`. */
  group_by?: string;
  settings?: Record<string, unknown>;
}

/** A saved view of an object's records: parameters only, it gives no rights. */
export interface View extends ViewQuery {
  id: string;
  object: string;
  name: string;
  kind: ViewKind;
  sharing: ViewSharing;
  owner_id: string;
  owner_name: string | null;
  position: number;
  can_edit: boolean;
  /** What is left out, because a field is gone or not the reader's to see. */
  problems: { path: string; code: string; message: string }[];
}

/** A null empties a part of the query when a view is changed. */
export interface NewView extends Nullable<ViewQuery> {
  object: string;
  name: string;
  kind?: ViewKind;
  sharing?: ViewSharing;
  position?: number;
}

/** One's own views of an object and those shared with one, in their order. */
export const viewsQuery = (object: string) =>
  queryOptions({
    queryKey: ["views", object],
    queryFn: async (): Promise<View[]> => (await bodyOf(api.GET("/api/v1/views", { params: { query: { object } } }))).data as unknown as View[],
    staleTime: 60_000,
  });

export function useViews(object: string): View[] | undefined {
  return useQuery(viewsQuery(object)).data;
}

/** Views that colleagues share, change or take away appear and go while one works. */
export function followViews(): () => void {
  return joinTopic({ topic: "views", type: "views", hear: () => void queryClient.invalidateQueries({ queryKey: ["views"] }) }).leave;
}

export async function createView(view: NewView): Promise<View> {
  const made = (await bodyOf(api.POST("/api/v1/views", { body: view as never }))) as unknown as View;
  keep(made.object, (views) => [...views, made]);
  return made;
}

export async function updateView(id: string, change: Partial<Omit<NewView, "object">>): Promise<View> {
  const changed = (await bodyOf(api.PATCH("/api/v1/views/{id}", { params: { path: { id } }, body: change as never }))) as unknown as View;
  keep(changed.object, (views) => views.map((view) => (view.id === id ? changed : view)).sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1)));
  return changed;
}

export async function deleteView({ id, object }: Pick<View, "id" | "object">): Promise<void> {
  await api.DELETE("/api/v1/views/{id}", { params: { path: { id } } });
  keep(object, (views) => views.filter((view) => view.id !== id));
}

function keep(object: string, change: (views: View[]) => View[]): void {
  queryClient.setQueryData(viewsQuery(object).queryKey, (views) => views && change(views));
}
