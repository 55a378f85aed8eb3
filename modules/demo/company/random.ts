/** Numbers that come out the same for the same seed. */
export interface Random {
  /** 0 ≤ x < 1 */
  next(): number;
  /** A whole number, both ends included. */
  int(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Picks by weight. */
  weighted<T>(list: readonly (readonly [value: T, weight: number])[]): T;
  /** So many different ones, in random order. */
  some<T>(list: readonly T[], count: number): T[];
  /** A stream of its own, so that one part of the company does not shift another. */
  fork(name: string): Random;
}

/** mulberry32 (Tommy Ettinger, public domain) over a hash of the seed. */
export function randomOf(seed: string): Random {
  let state = hash(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  return {
    next,
    int,
    pick,
    chance: (probability) => next() < probability,
    weighted(list) {
      let at = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of list) {
        at -= weight;
        if (at < 0) return value;
      }
      return (list.at(-1) as (typeof list)[number])[0];
    },
    some(list, count) {
      const left = [...list];
      const taken = [];
      while (taken.length < count && left.length) taken.push(left.splice(Math.floor(next() * left.length), 1)[0] as (typeof left)[number]);
      return taken;
    },
    fork: (name) => randomOf(`${seed}/${name}`),
  };
}

function hash(text: string): number {
  let h = 1779033703 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 3432918353);
    h = (h << 13) | (h >>> 19);
  }
  h = Math.imul(h ^ (h >>> 16), 2246822507);
  return (h ^ (h >>> 13)) >>> 0;
}
