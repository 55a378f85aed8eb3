import { api, bodyOf } from "./client.ts";

/** How the signed-in person likes the pages: key → any JSON. Components read one with `usePreference`. */
export async function readPreferences(): Promise<Record<string, unknown>> {
  return (await bodyOf(api.GET("/api/v1/preferences"))).data as Record<string, unknown>;
}

/** Outlives the page, which may be left just then; `deletePreference` likewise. */
export async function putPreference(key: string, value: unknown): Promise<void> {
  await api.PUT("/api/v1/preferences/{key}", { params: { path: { key } }, body: { value: value as never }, keepalive: true });
}

export async function deletePreference(key: string): Promise<void> {
  await api.DELETE("/api/v1/preferences/{key}", { params: { path: { key } }, keepalive: true });
}
