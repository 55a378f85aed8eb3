import { api, bodyOf } from "./client.ts";

export interface SearchHit {
  object: string;
  id: string;
  title: string;
  match?: string | { field: string; text: string } | null;
}

/** Over every object the reader may see. */
export async function searchEverywhere(q: string, options: { objects?: string[]; limit?: number; signal?: AbortSignal } = {}): Promise<SearchHit[]> {
  const query = { q, limit: options.limit ?? 12, ...(options.objects ? { objects: options.objects.join(",") } : {}) };
  const body = (await bodyOf(api.GET("/api/v1/search", { params: { query }, ...(options.signal ? { signal: options.signal } : {}) }))) as { data: SearchHit[] };
  return body.data;
}
