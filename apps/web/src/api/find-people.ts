import { records } from "./records.ts";
import { searchEverywhere } from "./search.ts";
import type { ApiRecord } from "./types.ts";

interface Asked {
  q: string;
  limit: number;
  /** Which people at all. */
  filter: Record<string, unknown>;
  signal?: AbortSignal;
}

/** Colleagues: those whose name or its pinyin was typed before those of whom only the address holds it, as the domain of all may. */
export async function findPeople({ q, limit, filter, signal }: Asked): Promise<ApiRecord[]> {
  const ask = async (which: Record<string, unknown>, most: number) =>
    (await records.list("users", { limit: most, fields: "id,name,email", filter: JSON.stringify(which) }, signal)).data;
  if (q === "") return ask(filter, limit);
  const hits = await searchEverywhere(q, { objects: ["user"], limit: limit * 3, ...(signal ? { signal } : {}) });
  if (hits.length === 0) return [];
  const ids = hits.map((hit) => hit.id);
  return inOrder(await ask({ and: [filter, { id: { in: ids } }] }, ids.length), ids).slice(0, limit);
}

/** The records as the list of ids has them. */
function inOrder<T extends { id: string }>(found: readonly T[], ids: readonly string[]): T[] {
  return found.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}
