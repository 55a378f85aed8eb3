// Makes characters.json from pinyin-pro (MIT) and opencc-js (dictionaries of OpenCC, Apache-2.0): node packages/search/data/build.mjs
import { readFileSync, writeFileSync } from "node:fs";
import traditional from "opencc-js/dict/TSCharacters";
import { pinyin } from "pinyin-pro";
import readings from "pinyin-pro/dist/esm/data/dict1.mjs";
import words2 from "pinyin-pro/dist/esm/data/dict2.mjs";
import surnames from "pinyin-pro/dist/esm/data/surname.mjs";

const plain = (text) =>
  text
    .replaceAll("ü", "v")
    .replaceAll(/[ǖǘǚǜ]/g, "v")
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .toLowerCase();
const isUnit = (text) => text.length === 1;

// traditional → simplified, first candidate, where both are one UTF-16 unit
let simplified = "";
const simple = new Map();
for (const pair of traditional.split("|")) {
  const [from, to] = pair.split(" ");
  if (from === "乾") continue; // in simplified names it is 乾 (qián) far more often than a traditional 干
  if (!isUnit(from) || !to || !isUnit(to) || from === to) continue;
  simple.set(from, to);
}
// 薴 → 苧 → 苎: the last one, so that folding twice is folding once
for (const from of simple.keys()) {
  let to = simple.get(from);
  for (let steps = 0; simple.has(to) && steps < 4; steps++) to = simple.get(to);
  simple.set(from, to);
  simplified += from + to;
}
const fold = (text) => [...text].map((c) => simple.get(c) ?? c).join("");

const first = new Map();
const bySyllable = new Map();
for (let code = 0x3007; code < 0xa000; code = code === 0x3007 ? 0x3400 : code + 1) {
  const c = String.fromCharCode(code);
  const reading = readings.get(c);
  if (!reading || simple.has(c)) continue;
  const syllable = plain(reading.split(" ")[0]);
  if (!/^[a-z]+$/.test(syllable)) continue;
  first.set(c, syllable);
  bySyllable.set(syllable, (bySyllable.get(syllable) ?? "") + c);
}

const words = new Map();
const addPair = (a, b, syllables) => {
  const key = fold(a + b);
  if (key.length === 2 && !words.has(key) && syllables.every((s) => /^[a-z]+$/.test(s)) && syllables.join() !== [first.get(key[0]), first.get(key[1])].join())
    words.set(key, syllables.join(" "));
};
for (const [word, reading] of Object.entries(words2)) addPair(word[0], word[1], plain(reading).split(" "));
addPair("鸭", "绿", ["ya", "lu"]);
const divisions = JSON.parse(readFileSync(new URL("../../catalog/field-types/address/data/divisions.json", import.meta.url), "utf8"));
for (const name of [divisions.provinces, divisions.cities, divisions.areas].flatMap((names) => Object.values(names))) {
  const syllables = pinyin(name, { toneType: "none", type: "array", v: true });
  for (let i = 0; i < name.length; i++) {
    if (syllables[i] === first.get(name[i])) continue;
    const at = i + 1 < name.length ? i : i - 1;
    if (at >= 0) addPair(name[at], name[at + 1], [syllables[at], syllables[at + 1]]);
  }
}

const names = [];
for (const [surname, reading] of Object.entries(surnames)) {
  const key = fold(surname);
  const syllables = plain(reading).split(" ");
  if (syllables.join() !== [...key].map((c) => first.get(c)).join()) names.push(`${key} ${syllables.join(" ")}`);
}

const data = {
  source: "readings: pinyin-pro (MIT); simplified forms: OpenCC (Apache-2.0)",
  simplified,
  syllables: [...bySyllable]
    .map(([s, characters]) => `${s}${characters}`)
    .sort()
    .join("|"),
  words: [...words].map(([word, reading]) => `${word} ${reading}`).join("|"),
  surnames: names.join("|"),
};
writeFileSync(new URL("./characters.json", import.meta.url), `${JSON.stringify(data)}\n`);
console.log({ simplified: simple.size, characters: first.size, syllables: bySyllable.size, words: words.size, surnames: names.length });
