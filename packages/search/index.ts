import { gramsOf } from "./grams.ts";
import { normalizeText } from "./normalize-text.ts";
import { askedDigits, digitForms } from "./phone-digits.ts";
import { readingsOf } from "./pinyin.ts";

export { type Match, matchTitle } from "./match-title.ts";
export { readQuery, type SearchQuery } from "./query.ts";
export { beginsWith, endsWith, titleGramsOf } from "./sounds.ts";
export { variantsOf } from "./variants.ts";
export { gramsOf, normalizeText };

/** Raised whenever the same record would be given other search columns than before. */
export const searchVersion = 2;

export interface Piece {
  text: string;
  /** Titles are also found by pinyin and initials. */
  isTitle?: boolean;
}

/** More bigrams than these make a search no narrower. */
const maxQueryGrams = 24;

/** What a record is found by: its pieces in normal form, one a line, with pinyin of titles and plain digits of telephone numbers. */
export function searchTextOf(pieces: readonly Piece[]): string {
  let all = "";
  const add = (line: string) => {
    if (line !== "") all += all === "" ? line : `\n${line}`;
  };
  for (const { text, isTitle } of pieces) {
    const normal = normalizeText(text);
    add(normal);
    for (const digits of digitForms(normal)) add(digits);
    if (isTitle) for (const reading of readingsOf(normal)) add(reading);
  }
  return all;
}

/** A search text in normal form with the bigrams to look up; none when it has fewer than two characters. */
export function queryGrams(q: string): { text: string; grams: number[] } {
  const text = askedDigits(normalizeText(q));
  const grams = gramsOf(text);
  if (grams.length <= maxQueryGrams) return { text, grams };
  const step = grams.length / maxQueryGrams;
  return { text, grams: Array.from({ length: maxQueryGrams }, (_, i) => grams[Math.floor(i * step)] as number) };
}

/** The text as LIKE takes it literally (default escape `\`). */
export function likePattern(text: string): string {
  return text.replaceAll(/[\\%_]/g, "\\$&");
}
