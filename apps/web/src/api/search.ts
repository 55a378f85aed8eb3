import { api, bodyOf } from "./client.ts";

export interface SearchHit {
  object: string;
  id: string;
  title: string;
  number?: string | null;
  /** The piece of text that matched. */
  match: string | null;
  /** Parts of the title that matched. */
  ranges: readonly (readonly [number, number])[];
  /** Found by its sound, or with a mistake forgiven. */
  is_similar: boolean;
  /** What tells it from others of its name. */
  details: readonly { field: string; text: string }[];
}

/** Over every object the reader may see. */
export async function searchEverywhere(q: string, options: { objects?: string[]; limit?: number; signal?: AbortSignal } = {}): Promise<SearchHit[]> {
  const query = { q, limit: options.limit ?? 12, ...(options.objects ? { objects: options.objects.join(",") } : {}) };
  const body = await bodyOf(api.GET("/api/v1/search", { params: { query }, ...(options.signal ? { signal: options.signal } : {}) }));
  return body.data as unknown as SearchHit[];
}
