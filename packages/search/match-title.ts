import { nearest } from "./nearest.ts";
import type { SearchQuery } from "./query.ts";
import { type Range, type ReadableTitle, readTitle } from "./readable-title.ts";
import { unknown } from "./segment.ts";
import { isSyllable, type Sound } from "./sounds.ts";
import { confusedWith } from "./variants.ts";

export interface Match {
  /** 0 the very title, 1 its beginning, 2 a part, 3 beginning of its pinyin or initials, 4 a part of them, 5 all words, 6 the same sound, above: mistakes. */
  rank: number;
  /** What of the title to mark, in UTF-16 units. */
  ranges: readonly Range[];
}

const fewestLetters = 5;
/** Of longer texts, such as notes, only the beginning is compared by its sound. */
const longestTitle = 120;

/** How a title answers a search, or null when it does not. */
export function matchTitle(title: string, query: SearchQuery): Match | null {
  if (query.text === "") return null;
  const whole = readTitle(title);
  const found = byText(whole, query) ?? byWords(whole, query);
  if (found && found.rank < 5) return found;
  const readable = title.length > longestTitle ? readTitle(title.slice(0, longestTitle)) : whole;
  return byReading(readable, query) ?? found ?? bySound(readable, query);
}

function byText(title: ReadableTitle, { text }: SearchQuery): Match | null {
  const at = title.normal.indexOf(text);
  if (at < 0) return null;
  return { rank: title.normal === text ? 0 : at === 0 ? 1 : 2, ranges: [title.ofNormal(at, at + text.length)] };
}

function byReading(title: ReadableTitle, { joined }: SearchQuery): Match | null {
  if (joined.length < 2 || !/^[a-z0-9]+$/.test(joined) || !title.sounds.some((s) => isSyllable(s.id))) return null;
  const found: Match[] = [];
  const initials = title.initials.indexOf(joined);
  if (initials >= 0) found.push({ rank: initials === 0 ? 3 : 4, ranges: [title.ofSounds(initials, initials + joined.length)] });
  const full = title.full.indexOf(joined);
  if (full >= 0) found.push({ rank: full === 0 ? 3 : 4, ranges: [title.ofFull(full, full + joined.length)] });
  return found.sort((a, b) => a.rank - b.rank)[0] ?? null;
}

function byWords(title: ReadableTitle, { words }: SearchQuery): Match | null {
  if (words.length < 2) return null;
  const ranges: Range[] = [];
  for (const word of words) {
    const at = title.normal.indexOf(word);
    const reading = at < 0 && /^[a-z0-9]+$/.test(word) ? Math.max(title.full.indexOf(word), -1) : -1;
    if (at >= 0) ranges.push(title.ofNormal(at, at + word.length));
    else if (reading >= 0) ranges.push(title.ofFull(reading, reading + word.length));
    else return null;
  }
  return { rank: 5, ranges };
}

function bySound(title: ReadableTitle, query: SearchQuery): Match | null {
  let best: Match | null = null;
  const offer = (distance: number, range: Range): void => {
    const rank = 6 + distance;
    if (!best || rank < best.rank) best = { rank, ranges: [range] };
  };
  for (const sounds of query.sounds) {
    const near = nearest<number | Sound>(sounds, title.sounds, changing);
    if (near.distance <= (sounds.length > 2 ? 1 : 0.8)) offer(near.distance, title.ofSounds(near.from, near.to));
  }
  const { initials, joined, text } = query;
  if (initials && title.normal.includes(initials.characters)) {
    const at = title.initials.indexOf(initials.letters);
    if (at >= 0) offer(0.1, title.ofSounds(at, at + initials.letters.length));
  }
  if (/^[a-z0-9 .&-]+$/.test(text) && /[a-z]/.test(text) && joined.length >= fewestLetters) {
    const most = joined.length >= 9 ? 2 : 1;
    const inText = nearest(unitsOf(text), unitsOf(title.normal), equal);
    if (inText.distance <= most) offer(inText.distance, title.ofNormal(inText.from, inText.to));
    const inReading = nearest(unitsOf(joined), unitsOf(title.full), equal);
    if (inReading.distance <= most) offer(inReading.distance + 0.05, title.ofFull(inReading.from, inReading.to));
  }
  return best;
}

const equal = (a: number, b: number): number => (a === b ? 0 : 1);

function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return units;
}

/** What it costs to take one sound for another; the first is one of the query. */
function changing(a: number | Sound, b: number | Sound): number {
  const asked = typeof a === "number" ? a : a.id;
  const [said, other] = typeof b === "number" ? [b, undefined] : [b.id, b.other];
  if (asked === said || asked === other) return 0;
  if (asked === unknown) return 0.7;
  return confusedWith(asked).includes(said) ? 0.4 : 1;
}
