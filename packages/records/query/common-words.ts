import type { ObjectType } from "@keshu/catalog";
import type { Database } from "@keshu/kernel";
import { queryGrams, readQuery } from "@keshu/search";
import type { ListQuery } from "../types.ts";
import { sampleOf } from "./gram-samples.ts";

/**
 * How many of the newest records to look through for a page that asks for common words, or null when the
 * index of bigrams finds its records sooner. Of a word that stands in every hundredth of a million records
 * the first fifty are among the first few thousand; the index would fetch and sort all ten thousand.
 * `ways`: in how many orders of their own the reader's records are walked.
 */
export async function walkDepth(db: Database, object: ObjectType, query: ListQuery, take: number, ways = 1): Promise<number | null> {
  const grams = [...(query.q ? readQuery(query.q).words : []), ...wordsOf(query)].flatMap((word) => queryGrams(word).grams);
  return grams.length ? depthOf(db, object, grams, take, ways) : null;
}

/** The same for grams that every record of the answer has. */
export async function depthOf(db: Database, object: ObjectType, grams: readonly number[], take: number, ways = 1): Promise<number | null> {
  const { records, shares } = await sampleOf(db, object);
  const share = Math.min(...grams.map((gram) => shares.get(gram) ?? 0));
  if (share === 0 || (ways * take) / share > share * records) return null;
  return Math.ceil((3 * take) / share);
}

/** Words that every record of the answer contains. */
function wordsOf(query: ListQuery): string[] {
  const words: string[] = [];
  for (const condition of Object.values(query.filter ?? {})) {
    const word = typeof condition === "object" && condition !== null ? (condition as Record<string, unknown>).contains : undefined;
    if (typeof word === "string") words.push(word);
  }
  return words;
}
