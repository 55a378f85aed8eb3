import type { ObjectType } from "@keshu/catalog";
import type { Database, Reach } from "@keshu/kernel";
import { queryGrams, readQuery } from "@keshu/search";
import type { ListQuery } from "../types.ts";
import { reachedOf, sampleOf } from "./gram-samples.ts";

/** Entries of the index of grams that are read in the time of one record. */
const entriesOfRow = 150;

/** Who looks: in how many orders of their own the records are walked, and which. */
interface Looker {
  ways: number;
  reach: Reach;
}

/**
 * How many of the newest records to look through for a page that asks for common words, or null when the
 * index of grams finds its records sooner. Of a word that stands in every hundredth of a million records
 * the first fifty are among the first few thousand; the index would fetch and sort all ten thousand.
 */
export async function walkDepth(db: Database, object: ObjectType, query: ListQuery, take: number, looker: Looker): Promise<number | null> {
  const grams = [...(query.q ? readQuery(query.q).words : []), ...wordsOf(query)].flatMap((word) => queryGrams(word).grams);
  return grams.length ? depthOf(db, object, grams, take, looker) : null;
}

/** The same for grams that every record of the answer has. */
export async function depthOf(db: Database, object: ObjectType, grams: readonly number[], take: number, { ways, reach }: Looker): Promise<number | null> {
  const sample = await sampleOf(db, object);
  const share = Math.min(...grams.map((gram) => sample.shares.get(gram) ?? 0));
  if (share === 0) return null;
  const byIndex = share * reachedOf(sample, reach) + (share * sample.records) / entriesOfRow;
  if ((ways * take) / share > byIndex) return null;
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
