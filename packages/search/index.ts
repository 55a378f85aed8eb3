import { pairOf } from "./characters.ts";
import { normalizeText } from "./normalize-text.ts";
import { askedDigits, digitForms } from "./phone-digits.ts";
import { readingsOf } from "./pinyin.ts";

export { normalizeText };

export interface Piece {
  text: string;
  /** Titles are also found by pinyin and initials. */
  isTitle?: boolean;
}

const newline = 0x0a;
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

// Open addressing over a table that is never cleared: a slot counts only when stamped in this call.
const slots = 4096;
const keys = new Int32Array(slots);
const stamps = new Uint32Array(slots);
let stamp = 0;

/** Distinct bigrams, each two UTF-16 units as a signed int4. None crosses a line. */
export function gramsOf(searchText: string): number[] {
  if (searchText.length > slots / 2) return [...new Set(eachGram(searchText))];
  const grams: number[] = [];
  stamp = stamp === 0xffffffff ? 1 : stamp + 1;
  if (stamp === 1) stamps.fill(0);
  let last = newline;
  for (let i = 0; i < searchText.length; i++) {
    const unit = searchText.charCodeAt(i);
    if (last !== newline && unit !== newline) {
      const gram = pairOf(last, unit);
      let slot = (Math.imul(gram, 0x9e3779b1) >>> 20) & (slots - 1);
      while (stamps[slot] === stamp && keys[slot] !== gram) slot = (slot + 1) & (slots - 1);
      if (stamps[slot] !== stamp) {
        stamps[slot] = stamp;
        keys[slot] = gram;
        grams.push(gram);
      }
    }
    last = unit;
  }
  return grams;
}

function* eachGram(searchText: string): Generator<number> {
  for (let i = 1; i < searchText.length; i++) {
    const [first, second] = [searchText.charCodeAt(i - 1), searchText.charCodeAt(i)];
    if (first !== newline && second !== newline) yield pairOf(first, second);
  }
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
