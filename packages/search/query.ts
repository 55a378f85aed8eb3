import { normalizeText } from "./normalize-text.ts";
import { askedDigits } from "./phone-digits.ts";
import { segment, spell } from "./segment.ts";
import { isSyllable, lettersOf, soundsOf } from "./sounds.ts";

/** What someone typed to find a record. */
export interface SearchQuery {
  /** Normalised; telephone numbers as digits. */
  text: string;
  /** Parts between blanks. */
  words: readonly string[];
  /** The same without blanks. */
  joined: string;
  /** Ways to say it, as sounds; empty when it is too short to be recognised by its sound. */
  sounds: readonly (readonly number[])[];
  /** Chinese that stands before or after initials (`杭州kj`), and the initials of all of it. */
  initials: { characters: string; letters: string } | null;
}

const mostReadings = 4;
const longest = 40;
const run = /[a-z0-9]+|[^a-z0-9]+/g;

/** Reads a search text. */
export function readQuery(q: string): SearchQuery {
  const text = askedDigits(normalizeText(q));
  const words = text.split(" ").filter((w) => w !== "");
  const joined = words.join("");
  return { text, words, joined, sounds: joined.length <= longest ? readingsOfQuery(joined) : [], initials: mixedInitials(joined) };
}

function readingsOfQuery(joined: string): number[][] {
  let readings: number[][] = [[]];
  for (const [part] of joined.matchAll(run)) {
    const ways = /^[a-z]/.test(part) ? waysOfLetters(part, joined) : waysOfCharacters(part);
    readings = readings.flatMap((reading) => ways.map((way) => [...reading, ...way])).slice(0, mostReadings);
  }
  return readings.filter((r) => r.length > 1 && r.some(isSyllable));
}

function waysOfLetters(letters: string, joined: string): number[][] {
  const ways = segment(letters, mostReadings);
  if (letters.length <= 6 && /^[a-z]+$/.test(letters) && letters !== joined) ways.push(...[segmentOne(letters), spell(letters)].filter((w) => w.length > 0));
  return ways.length ? ways : [spell(letters)];
}

/** One syllable alone is no way of `segment`, but beside characters it is: 杭州ke. */
function segmentOne(letters: string): number[] {
  return segment(`${letters}a`).some((w) => w.length === 2)
    ? (segment(`${letters}a`)
        .find((w) => w.length === 2)
        ?.slice(0, 1) ?? [])
    : [];
}

function waysOfCharacters(characters: string): number[][] {
  const sounds = soundsOf(characters);
  const usual = sounds.map((s) => s.id);
  return sounds.some((s) => s.other) ? [usual, sounds.map((s) => s.other ?? s.id)] : [usual];
}

function mixedInitials(joined: string): SearchQuery["initials"] {
  const characters = joined.replaceAll(/[a-z0-9]/g, "");
  if (characters === "" || characters.length === joined.length || !/[a-z]/.test(joined)) return null;
  let letters = "";
  for (const [part] of joined.matchAll(run)) {
    letters += /^[a-z0-9]/.test(part)
      ? part
      : soundsOf(part)
          .map((s) => lettersOf(s.id)[0] ?? "")
          .join("");
  }
  return /^[^a-z0-9]+[a-z0-9]+$|^[a-z0-9]+[^a-z0-9]+$/.test(joined) && letters.length > 2 ? { characters, letters } : null;
}
