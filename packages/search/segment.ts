import { letterSound, soundOf } from "./sounds.ts";

const longestSyllable = 6;
/** A run of letters that no syllable fits, read as one sound nobody knows. */
export const unknown = 0;

interface Path {
  sounds: number[];
  cost: number;
  isUnknown: boolean;
}

/**
 * Ways to read letters as syllables, likeliest first: `xian` is xian or xi an. Letters that fit none become
 * one unknown sound. Empty for what is mostly no pinyin.
 */
export function segment(letters: string, most = 4): number[][] {
  const ends: Path[][] = [[{ sounds: [], cost: 0, isUnknown: false }]];
  for (let end = 1; end <= letters.length; end++) {
    const paths: Path[] = [];
    for (let from = Math.max(0, end - longestSyllable); from < end; from++) {
      const syllable = soundOf(letters.slice(from, end));
      if (syllable === 0) continue;
      for (const path of ends[from] ?? []) paths.push({ sounds: [...path.sounds, syllable], cost: path.cost + 1, isUnknown: false });
    }
    for (const path of ends[end - 1] ?? []) {
      const sounds = path.isUnknown ? path.sounds : [...path.sounds, unknown];
      paths.push({ sounds, cost: path.cost + (path.isUnknown ? 1.2 : 2.5), isUnknown: true });
    }
    ends[end] = paths.sort((a, b) => a.cost - b.cost).slice(0, most);
  }
  const all = (ends[letters.length] ?? []).filter((p) => p.sounds.filter((s) => s === unknown).length <= 1 && p.sounds.length > 1);
  const [best] = all;
  return best ? all.filter((p) => p.cost <= best.cost + 1.5).map((p) => p.sounds) : [];
}

/** Sounds of a run that is no pinyin: its letters. */
export function spell(letters: string): number[] {
  return Array.from(letters, (c) => letterSound(c.charCodeAt(0))).filter((id) => id !== 0);
}
