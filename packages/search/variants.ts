import { gramsOf } from "./grams.ts";
import type { SearchQuery } from "./query.ts";
import { isSyllable, lettersOf, neighbours, secondNeighbours, soundOf } from "./sounds.ts";

const mostVariants = 40;
const mostSounds = 12;
const [leastLetters, mostLetters] = [5, 20];

/**
 * Sets of grams of which a record's title has all of one, when it is what someone meant who wrote it by its sound or
 * with one mistake. Likeliest first.
 */
export function variantsOf(query: SearchQuery): number[][] {
  const variants: number[][] = [];
  const add = (grams: readonly number[]): void => {
    if (grams.length > 0) variants.push([...grams]);
  };
  for (const sounds of query.sounds) add(gramsOfSounds(sounds));
  if (query.initials) add([...gramsOf(query.initials.characters), ...gramsOf(query.initials.letters)]);
  for (const sounds of query.sounds) for (const grams of mistakenSounds(sounds.slice(0, mostSounds))) add(grams);
  if (/^[a-z0-9 .&-]+$/.test(query.text) && /[a-z]/.test(query.text)) for (const grams of mistakenLetters(query.text.slice(0, mostLetters))) add(grams);
  const seen = new Set<string>();
  return variants
    .filter((grams) => {
      const key = [...grams].sort().join();
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, mostVariants);
}

/** Pairs of neighbouring sounds; none across a sound nobody knows, nor between letters. */
function gramsOfSounds(sounds: readonly number[]): number[] {
  const grams: number[] = [];
  for (let i = 1; i < sounds.length; i++) pushPair(grams, sounds[i - 1], sounds[i], neighbours);
  return grams;
}

function pushPair(grams: number[], first = 0, second = 0, gramOf: typeof neighbours): void {
  if (first && second && (isSyllable(first) || isSyllable(second))) grams.push(gramOf(first, second));
}

function* mistakenSounds(sounds: readonly number[]): Generator<number[]> {
  const n = sounds.length;
  const without = (at: number): number[] => [...sounds.slice(0, at), ...sounds.slice(at + 1)];
  if (n <= 4) {
    for (let i = 0; i < n; i++)
      for (const other of confusedWith(sounds[i] as number)) yield gramsOfSounds([...sounds.slice(0, i), other, ...sounds.slice(i + 1)]);
  }
  // two that changed places
  for (let i = 0; i + 1 < n; i++)
    if (sounds[i] !== sounds[i + 1]) yield gramsOfSounds([...sounds.slice(0, i), sounds[i + 1] as number, sounds[i] as number, ...sounds.slice(i + 2)]);
  if (n < 3) return;
  for (let i = 0; i < n; i++) {
    // another sound in its place
    const grams = [...gramsOfSounds(sounds.slice(0, i)), ...gramsOfSounds(sounds.slice(i + 1))];
    if (i > 0 && i < n - 1) pushPair(grams, sounds[i - 1], sounds[i + 1], secondNeighbours);
    yield grams;
    // one too many
    if (i > 0 && i < n - 1) yield gramsOfSounds(without(i));
  }
  // one was left out
  for (let i = 1; i < n; i++) {
    const grams = [...gramsOfSounds(sounds.slice(0, i)), ...gramsOfSounds(sounds.slice(i))];
    pushPair(grams, sounds[i - 1], sounds[i], secondNeighbours);
    yield grams;
  }
}

function* mistakenLetters(text: string): Generator<number[]> {
  if (text.length < leastLetters) return;
  for (let i = 0; i < text.length; i++) yield [...gramsOf(text.slice(0, i)), ...gramsOf(text.slice(i + 1))];
  for (let i = 0; i + 1 < text.length; i++) if (text[i] !== text[i + 1]) yield gramsOf(`${text.slice(0, i)}${text[i + 1]}${text[i]}${text.slice(i + 2)}`);
}

const confusions: readonly [RegExp, string][] = [
  [/^([zcs])h/, "$1"],
  [/^([zcs])(?!h)/, "$1h"],
  [/^l/, "n"],
  [/^n/, "l"],
  [/^f/, "h"],
  [/([aei]n)g$/, "$1"],
  [/([aei]n)$/, "$1g"],
];

const confused = new Map<number, readonly number[]>();

/** Syllables that are often taken for this one: zh/z, l/n, ing/in. */
export function confusedWith(sound: number): readonly number[] {
  let others = confused.get(sound);
  if (others === undefined) {
    const letters = isSyllable(sound) ? lettersOf(sound) : "";
    others = confusions.flatMap(([from, to]) => {
      const other = from.test(letters) ? soundOf(letters.replace(from, to)) : 0;
      return other ? [other] : [];
    });
    confused.set(sound, others);
  }
  return others;
}
