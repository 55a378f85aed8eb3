import { readFileSync } from "node:fs";

interface Characters {
  /** Traditional → simplified, by UTF-16 unit; 0 where there is none. */
  simplified: Uint16Array;
  /** Number of the syllable of a unit, 0 for what has no reading. */
  syllableOf: Uint16Array;
  syllables: readonly string[];
  /** Two units, as in `pairOf` → their syllables, where they differ from the usual ones. */
  words: ReadonlyMap<number, readonly [string, string]>;
  /** Surname → its reading as one. */
  surnames: ReadonlyMap<string, readonly string[]>;
}

const origin = 0x3000;
let loaded: Characters | undefined;

/** Readings and simplified forms of Chinese characters, read on first use (about 0.5 MB). */
export function characters(): Characters {
  loaded ??= load();
  return loaded;
}

function load(): Characters {
  const data = JSON.parse(readFileSync(new URL("./data/characters.json", import.meta.url), "utf8")) as Record<
    "simplified" | "syllables" | "words" | "surnames",
    string
  >;
  const simplified = new Uint16Array(0x10000 - origin);
  for (let i = 0; i < data.simplified.length; i += 2) simplified[data.simplified.charCodeAt(i) - origin] = data.simplified.charCodeAt(i + 1);
  const syllableOf = new Uint16Array(0x10000 - origin);
  const syllables = [""];
  for (const entry of data.syllables.split("|")) {
    const length = (/^[a-z]+/.exec(entry) as RegExpExecArray)[0].length;
    for (let i = length; i < entry.length; i++) syllableOf[entry.charCodeAt(i) - origin] = syllables.length;
    syllables.push(entry.slice(0, length));
  }
  const words = new Map<number, readonly [string, string]>();
  for (const entry of data.words.split("|")) {
    const [word = "", first = "", second = ""] = entry.split(" ");
    words.set(pairOf(word.charCodeAt(0), word.charCodeAt(1)), [first, second]);
  }
  const surnames = new Map(data.surnames.split("|").map((entry) => [entry.split(" ")[0] as string, entry.split(" ").slice(1)]));
  return { simplified, syllableOf, syllables, words, surnames };
}

/** Two UTF-16 units as one signed 32-bit number: exact, nothing collides. */
export function pairOf(first: number, second: number): number {
  return (first << 16) | second;
}

/** Simplified form of a unit, or the unit itself. */
export function simplify(unit: number): number {
  return unit < origin ? unit : characters().simplified[unit - origin] || unit;
}

/** Syllable of a unit of normalised text; "" when it is not Chinese. */
export function syllableOf(unit: number): string {
  if (unit < origin) return "";
  const { syllables, syllableOf: numbers } = characters();
  return syllables[numbers[unit - origin] as number] as string;
}
