import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "./client.ts";

/** How the signed-in person likes the pages: key → any JSON. Read it with `usePreference`. */
export const preferencesQuery = queryOptions({
  queryKey: ["preferences"],
  queryFn: async (): Promise<Record<string, unknown>> => (await bodyOf(api.GET("/api/v1/preferences"))).data as Record<string, unknown>,
  staleTime: 5 * 60_000,
});

export async function putPreference(key: string, value: unknown): Promise<void> {
  await api.PUT("/api/v1/preferences/{key}", { params: { path: { key } }, body: { value: value as never } });
}

export async function deletePreference(key: string): Promise<void> {
  await api.DELETE("/api/v1/preferences/{key}", { params: { path: { key } } });
}
