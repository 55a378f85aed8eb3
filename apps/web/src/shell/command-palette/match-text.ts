import { readingsOf } from "./readings.ts";

export type Range = readonly [number, number];

export interface TextMatch {
  /** 0 the very text, then beginning, part, initials, pinyin, words; 6 and more: a mistake forgiven. */
  rank: number;
  ranges: readonly Range[];
}

interface Readable {
  lower: string;
  /** Ways to read it: full pinyin and initials, each with the character every letter belongs to. */
  ways: { full: string; fullAt: number[]; initials: string; initialsAt: number[] }[];
}

const mostWays = 4;
const cache = new Map<string, Readable>();

/** How a label answers what was typed: itself, its pinyin or initials, the first letters of its words, or nearly. */
export function matchText(label: string, asked: string): TextMatch | null {
  const query = asked.normalize("NFKC").trim().toLowerCase();
  if (query === "") return null;
  const text = readable(label);
  const at = text.lower.indexOf(query);
  if (at >= 0) return { rank: text.lower === query ? 0 : at === 0 ? 1 : 2, ranges: [[at, at + query.length]] };
  const letters = query.replaceAll(/[\s']/g, "");
  return byReading(text, letters) ?? byWords(text, query) ?? nearly(text, letters);
}

function byReading(text: Readable, letters: string): TextMatch | null {
  if (!/^[a-z0-9]+$/.test(letters)) return byMixed(text, letters);
  for (const { initials, initialsAt } of text.ways) {
    const at = initials.indexOf(letters);
    if (at >= 0 && letters.length > 1) return { rank: at === 0 ? 2.5 : 3, ranges: spans(initialsAt, at, letters.length) };
  }
  for (const { full, fullAt } of text.ways) {
    // only from the beginning of a syllable: "an" is not meant to find 新建
    for (let at = full.indexOf(letters); at >= 0; at = full.indexOf(letters, at + 1))
      if (at === 0 || fullAt[at] !== fullAt[at - 1]) return { rank: at === 0 ? 2.5 : 3.5, ranges: spans(fullAt, at, letters.length) };
  }
  return null;
}

/** `新建xs` and other signs of the same sound: both are compared by their sound. */
function byMixed(text: Readable, query: string): TextMatch | null {
  if (!/[\u3400-\u9fff]/.test(query)) return null;
  for (const way of readable(query).ways) {
    for (const { full, fullAt, initials, initialsAt } of text.ways) {
      const at = full.indexOf(way.full);
      if (at >= 0 && (at === 0 || fullAt[at] !== fullAt[at - 1])) return { rank: 4, ranges: spans(fullAt, at, way.full.length) };
      const letters = [...query].map((c) => readingsOf(c)[0]?.[0] ?? c).join("");
      const from = initials.indexOf(letters);
      if (from >= 0 && /[a-z]/.test(query)) return { rank: 4.5, ranges: spans(initialsAt, from, letters.length) };
    }
  }
  return null;
}

function byWords({ lower, ways }: Readable, query: string): TextMatch | null {
  const words = query.split(/\s+/);
  if (words.length < 2) return null;
  const ranges: Range[] = [];
  for (const word of words) {
    const at = lower.indexOf(word);
    if (at >= 0) ranges.push([at, at + word.length]);
    else if (!ways.some((w) => w.full.includes(word) || w.initials.includes(word))) return null;
  }
  return { rank: 5, ranges };
}

function nearly({ lower, ways }: Readable, letters: string): TextMatch | null {
  const least = /[^a-z0-9]/.test(letters) ? 3 : 4;
  if (letters.length < least) return null;
  const most = letters.length >= 8 ? 2 : 1;
  let best = most + 1;
  for (const text of [lower, ...lower.split(/\s+/), ...ways.map((w) => w.full)]) if (text.length >= least) best = Math.min(best, beginsNearly(letters, text));
  return best <= most ? { rank: 6 + best, ranges: [] } : null;
}

/** Least changes (a letter lost, added, taken for another, or two swapped) that make `typed` a beginning of `text`. */
function beginsNearly(typed: string, text: string): number {
  let before: number[] = [];
  let last = Array.from({ length: text.length + 1 }, (_, i) => i);
  for (let i = 1; i <= typed.length; i++) {
    const row = [i];
    for (let j = 1; j <= text.length; j++) {
      let cost = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + (typed[i - 1] === text[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && typed[i - 1] === text[j - 2] && typed[i - 2] === text[j - 1]) cost = Math.min(cost, (before[j - 2] as number) + 1);
      row.push(cost);
    }
    [before, last] = [last, row];
  }
  return Math.min(...last);
}

function spans(at: readonly number[], from: number, length: number): Range[] {
  const ranges: [number, number][] = [];
  for (const place of at.slice(from, from + length)) {
    const last = ranges.at(-1);
    if (last && place <= last[1]) last[1] = Math.max(last[1], place + 1);
    else ranges.push([place, place + 1]);
  }
  return ranges;
}

function readable(label: string): Readable {
  const kept = cache.get(label);
  if (kept) return kept;
  let ways: Readable["ways"] = [{ full: "", fullAt: [], initials: "", initialsAt: [] }];
  let isWordBegun = false;
  for (let i = 0; i < label.length; i++) {
    const c = (label[i] as string).toLowerCase();
    const readings = readingsOf(c);
    const isLetter = /[a-z0-9]/.test(c);
    if (readings.length === 0 && !isLetter) {
      isWordBegun = false;
      continue;
    }
    const isInitial = !isLetter || !isWordBegun;
    isWordBegun = isLetter;
    ways = (isLetter ? [c] : readings)
      .flatMap((reading) =>
        ways.map((w) => ({
          full: w.full + reading,
          fullAt: [...w.fullAt, ...Array.from(reading, () => i)],
          initials: isInitial ? w.initials + (reading[0] ?? "") : w.initials,
          initialsAt: isInitial ? [...w.initialsAt, i] : w.initialsAt,
        })),
      )
      .slice(0, mostWays);
  }
  const made = { lower: label.normalize("NFKC").toLowerCase(), ways };
  if (cache.size > 2000) cache.clear();
  cache.set(label, made);
  return made;
}
