import { normalizeText } from "./normalize-text.ts";
import { lettersOf, type Sound, soundsOf } from "./sounds.ts";

/** A part of a text: from, up to. In UTF-16 units. */
export type Range = readonly [number, number];

/** A title in the forms in which it is compared, each with the way back to the title as it is written. */
export interface ReadableTitle {
  normal: string;
  sounds: readonly Sound[];
  full: string;
  initials: string;
  /** Range of the title for a part of `normal`. */
  ofNormal(from: number, to: number): Range;
  ofSounds(from: number, to: number): Range;
  ofFull(from: number, to: number): Range;
}

/** Each of these becomes one character of the normal form. */
const plain = /^[\u4e00-\u9fff（）()A-Za-z0-9·-]+$/;

/** The normal form with the place of each unit in the title; null where both are the same. */
function placesOf(title: string): { normal: string; places: readonly Range[] | null } {
  if (plain.test(title)) return { normal: normalizeText(title), places: null };
  let normal = "";
  const places: Range[] = [];
  for (let at = 0; at < title.length; ) {
    const character = String.fromCodePoint(title.codePointAt(at) as number);
    const form = /\s/.test(character) ? (normal === "" || normal.endsWith(" ") ? "" : " ") : normalizeText(character);
    for (let i = 0; i < form.length; i++) places.push([at, at + character.length]);
    normal += form;
    at += character.length;
  }
  return { normal: normal.trimEnd(), places };
}

/** Reads a title for `matchTitle`. */
export function readTitle(title: string): ReadableTitle {
  const { normal, places } = placesOf(title);
  const sounds = soundsOf(normal);
  let full = "";
  let initials = "";
  const soundAt: number[] = [];
  for (const [i, { id }] of sounds.entries()) {
    const letters = lettersOf(id);
    for (let k = 0; k < letters.length; k++) soundAt.push(i);
    full += letters;
    initials += letters[0] ?? "";
  }
  const ofNormal = (from: number, to: number): Range => (places ? [places[from]?.[0] ?? 0, places[to - 1]?.[1] ?? title.length] : [from, to]);
  const ofSounds = (from: number, to: number): Range => {
    const last = sounds[to - 1];
    return ofNormal(sounds[from]?.at ?? 0, last ? last.at + last.length : normal.length);
  };
  const ofFull = (from: number, to: number): Range => ofSounds(soundAt[from] ?? 0, (soundAt[to - 1] ?? sounds.length - 1) + 1);
  return { normal, sounds, full, initials, ofNormal, ofSounds, ofFull };
}
