import { characters, pairOf, syllableOf } from "./characters.ts";

/** Readings of a normalised title: full pinyin and initials, other characters as they are. Empty without Chinese. */
export function readingsOf(title: string): string[] {
  let full = "";
  let initials = "";
  let chinese = 0;
  const { words, surnames } = characters();
  for (let i = 0; i < title.length; i++) {
    const unit = title.charCodeAt(i);
    if (unit < 0x3000) {
      // blanks and signs would part what people type in one go
      if ((unit >= 0x30 && unit <= 0x39) || (unit >= 0x61 && unit <= 0x7a)) {
        const c = title[i] as string;
        full += c;
        initials += c;
      }
      continue;
    }
    const word = i + 1 < title.length ? words.get(pairOf(unit, title.charCodeAt(i + 1))) : undefined;
    if (word) {
      full += word[0] + word[1];
      initials += (word[0][0] as string) + (word[1][0] as string);
      chinese += 2;
      i++;
      continue;
    }
    const syllable = syllableOf(unit);
    if (syllable === "") continue;
    full += syllable;
    initials += syllable[0] as string;
    chinese++;
  }
  if (chinese === 0) return [];
  const readings = initials.length > 1 ? [full, initials] : [full];
  if (title.length >= 2 && title.length <= 4 && chinese === title.length) readings.push(...asName(title, full, initials, surnames));
  return readings;
}

/** A short title may be a person's name: 曾英 is Zeng, 单雄信 is Shan. */
function asName(title: string, full: string, initials: string, surnames: ReadonlyMap<string, readonly string[]>): string[] {
  for (const length of [2, 1]) {
    const reading = surnames.get(title.slice(0, length));
    if (!reading) continue;
    const given = [...title.slice(length)].map((c) => syllableOf(c.charCodeAt(0)));
    const name = [...reading, ...given].join("");
    const letters = [...reading, ...given].map((s) => s[0] ?? "").join("");
    return [...(name === full ? [] : [name]), ...(letters === initials ? [] : [letters])];
  }
  return [];
}
