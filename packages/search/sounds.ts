import { characters, pairOf, syllableOf } from "./characters.ts";

/** A sound of a text: a syllable of a Chinese character, a letter or a digit; 0 for what cannot be read. */
export interface Sound {
  id: number;
  /** Of a surname that is read in its own way. */
  other?: number;
  /** Place and length in the text, in UTF-16 units. */
  at: number;
  length: number;
}

const firstLetter = 500;
const firstDigit = 530;
/** Above every syllable, letter and digit: a first unit from here on marks the second neighbour. */
const skipped = 0x0400;
// Half of a surrogate pair that no low half follows: no bigram of a well-formed text looks like this.
const mark = 0xd800;
/** Stands before the first and after the last character of a title; control characters never are in normalised text. */
const edge = 0x0002;
const longestTitle = 64;

const numbers = new Map<string, number>();

/** Number of a syllable, 0 when there is none such. */
export function soundOf(syllable: string): number {
  if (numbers.size === 0) for (const [i, s] of characters().syllables.entries()) if (i > 0) numbers.set(s, i);
  return numbers.get(syllable) ?? 0;
}

/** Letters of a sound. */
export function lettersOf(id: number): string {
  if (id >= firstDigit) return String(id - firstDigit);
  if (id >= firstLetter) return String.fromCharCode(id - firstLetter + 0x61);
  return characters().syllables[id] ?? "";
}

export function isSyllable(id: number): boolean {
  return id > 0 && id < firstLetter;
}

export function letterSound(unit: number): number {
  if (unit >= 0x61 && unit <= 0x7a) return unit - 0x61 + firstLetter;
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30 + firstDigit;
  return 0;
}

/** Sounds of a normalised text in its order; signs and blanks have none. Readings follow the word a character stands in. */
export function soundsOf(text: string): Sound[] {
  const sounds: Sound[] = [];
  const { words } = characters();
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x3000) {
      const id = letterSound(unit);
      if (id) sounds.push({ id, at: i, length: 1 });
      continue;
    }
    const word = i + 1 < text.length ? words.get(pairOf(unit, text.charCodeAt(i + 1))) : undefined;
    if (word) {
      sounds.push({ id: soundOf(word[0]), at: i, length: 1 }, { id: soundOf(word[1]), at: i + 1, length: 1 });
      i++;
      continue;
    }
    const id = soundOf(syllableOf(unit));
    if (id) sounds.push({ id, at: i, length: 1 });
  }
  return withSurname(text, sounds);
}

/** A short text may be a person's name: 曾 is Zeng besides Ceng. */
function withSurname(text: string, sounds: Sound[]): Sound[] {
  if (text.length < 2 || text.length > 4 || sounds.length !== text.length) return sounds;
  const { surnames } = characters();
  for (const length of [2, 1]) {
    const reading = surnames.get(text.slice(0, length));
    if (!reading) continue;
    for (const [i, syllable] of reading.entries()) {
      const sound = sounds[i] as Sound;
      const id = soundOf(syllable);
      if (id !== sound.id) sound.other = id;
    }
    break;
  }
  return sounds;
}

/** Two sounds that follow each other, as a gram. */
export function neighbours(first: number, second: number): number {
  return pairOf(mark + first, second);
}

/** Two sounds with one between them, as a gram. */
export function secondNeighbours(first: number, second: number): number {
  return pairOf(mark + first, skipped + second);
}

/** The gram of a title that begins with this unit. */
export function beginsWith(unit: number): number {
  return pairOf(edge, unit);
}

/** The gram of a title that ends with this unit. */
export function endsWith(unit: number): number {
  return pairOf(unit, edge);
}

/** Grams of a normalised title besides its bigrams: where it begins and ends, and the sounds that stand beside each other. */
export function titleGramsOf(title: string): number[] {
  if (title === "") return [];
  const grams = new Set([beginsWith(title.charCodeAt(0)), endsWith(title.charCodeAt(title.length - 1))]);
  const sounds = soundsOf(title.length > longestTitle ? title.slice(0, longestTitle) : title);
  for (let i = 0; i < sounds.length; i++) {
    for (const first of readings(sounds[i] as Sound)) {
      for (let step = 1; step <= 2 && i + step < sounds.length; step++) {
        for (const second of readings(sounds[i + step] as Sound)) {
          // letters beside letters have bigrams of their own
          if (isSyllable(first) || isSyllable(second)) grams.add(step === 1 ? neighbours(first, second) : secondNeighbours(first, second));
        }
      }
    }
  }
  return [...grams];
}

function readings({ id, other }: Sound): number[] {
  return other ? [id, other] : [id];
}
