import { simplify } from "./characters.ts";

const dropped = 0x0001;
const several = 0xffff;
// What a UTF-16 unit becomes; 0 until it is first met. Each unit maps by itself, so a part of a text becomes a part of its form.
const folded = new Uint16Array(0x10000);
const expansions = new Map<number, readonly number[]>();
const scratch = new Uint16Array(16_384);

/**
 * The form in which texts are compared: half-width, lower-case, simplified, without accents and invisible
 * characters, blanks as one space. The form of a part of a text is a part of the form of the text.
 */
export function normalizeText(text: string): string {
  const most = text.length * 18; // U+FDFA becomes 18 letters
  const units = most <= scratch.length ? scratch : new Uint16Array(most);
  let length = 0;
  let isAfterBlank = true;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    let to = folded[unit] as number;
    if (to === 0) to = fold(unit);
    if (to === several) {
      const isPair = unit >= 0xd800 && unit <= 0xdbff && i + 1 < text.length && text.charCodeAt(i + 1) >= 0xdc00 && text.charCodeAt(i + 1) <= 0xdfff;
      const expansion = isPair ? foldPair(text.codePointAt(i) as number) : (expansions.get(unit) ?? [unit]);
      if (isPair) i++;
      for (const one of expansion) {
        if (one === 0x20 && isAfterBlank) continue;
        isAfterBlank = one === 0x20;
        units[length++] = one;
      }
    } else if (to === 0x20) {
      if (!isAfterBlank) units[length++] = 0x20;
      isAfterBlank = true;
    } else if (to !== dropped) {
      units[length++] = to;
      isAfterBlank = false;
    }
  }
  if (length > 0 && isAfterBlank) length--;
  return textOf(units, length);
}

/** A string of the first `length` units. */
function textOf(units: Uint16Array, length: number): string {
  if (length <= 4096) return String.fromCharCode.apply(null, units.subarray(0, length) as unknown as number[]);
  let text = "";
  for (let i = 0; i < length; i += 4096) text += String.fromCharCode.apply(null, units.subarray(i, Math.min(i + 4096, length)) as unknown as number[]);
  return text;
}

function fold(unit: number): number {
  let to: number;
  if (unit >= 0xd800 && unit <= 0xdfff) {
    to = several; // half of a pair: looked at together
  } else {
    const units = unitsOf(String.fromCharCode(unit));
    if (units.length === 0) to = dropped;
    else if (units.length === 1) to = units[0] as number;
    else {
      to = several;
      expansions.set(unit, units);
    }
  }
  folded[unit] = to;
  return to;
}

function foldPair(point: number): readonly number[] {
  let units = expansions.get(point);
  if (!units) {
    units = unitsOf(String.fromCodePoint(point));
    if (expansions.size < 20_000) expansions.set(point, units);
  }
  return units;
}

const invisible = /\p{Cc}|\p{Cf}|\p{Variation_Selector}|[\u0300-\u036f]|\u115f|\u1160|\u3164|\uffa0/gu;
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63]/g;

function unitsOf(character: string): number[] {
  if (/[\s\u0085]/.test(character)) return [0x20];
  // lower case twice: some letters change only after decomposition
  const plain = character
    .toLowerCase()
    .normalize("NFKD")
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(invisible, "")
    .replaceAll("ς", "σ")
    .replaceAll(dashes, "-")
    .replaceAll(/\s+/g, " ");
  const units: number[] = [];
  for (let i = 0; i < plain.length; i++) units.push(simplify(plain.charCodeAt(i)));
  return units;
}
