import { records } from "./records.ts";
import { searchEverywhere } from "./search.ts";
import type { ApiRecord } from "./types.ts";

/** Colleagues who can sign in: those whose name or its pinyin was typed before those of whom only the address holds it, as the domain of all may. */
export async function findPeople(q: string, limit: number, signal?: AbortSignal): Promise<ApiRecord[]> {
  const ask = async (filter: Record<string, unknown>, most: number) =>
    (await records.list("users", { limit: most, fields: "id,name,email", filter: JSON.stringify(filter) }, signal)).data;
  if (q === "") return ask({ state: "active" }, limit);
  const hits = await searchEverywhere(q, { objects: ["user"], limit: limit * 3, ...(signal ? { signal } : {}) });
  if (hits.length === 0) return [];
  const ids = hits.map((hit) => hit.id);
  return inOrder(await ask({ state: "active", id: { in: ids } }, ids.length), ids).slice(0, limit);
}

/** The records as the list of ids has them. */
function inOrder<T extends { id: string }>(found: readonly T[], ids: readonly string[]): T[] {
  return found.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}
