import { pairOf } from "./characters.ts";

const newline = 0x0a;

// Open addressing over a table that is never cleared: a slot counts only when stamped in this call.
const slots = 4096;
const keys = new Int32Array(slots);
const stamps = new Uint32Array(slots);
let stamp = 0;

/** Distinct bigrams, each two UTF-16 units as a signed int4. None crosses a line. */
export function gramsOf(searchText: string): number[] {
  if (searchText.length > slots / 2) return [...new Set(eachGram(searchText))];
  const grams: number[] = [];
  stamp = stamp === 0xffffffff ? 1 : stamp + 1;
  if (stamp === 1) stamps.fill(0);
  let last = newline;
  for (let i = 0; i < searchText.length; i++) {
    const unit = searchText.charCodeAt(i);
    if (last !== newline && unit !== newline) {
      const gram = pairOf(last, unit);
      let slot = (Math.imul(gram, 0x9e3779b1) >>> 20) & (slots - 1);
      while (stamps[slot] === stamp && keys[slot] !== gram) slot = (slot + 1) & (slots - 1);
      if (stamps[slot] !== stamp) {
        stamps[slot] = stamp;
        keys[slot] = gram;
        grams.push(gram);
      }
    }
    last = unit;
  }
  return grams;
}

function* eachGram(searchText: string): Generator<number> {
  for (let i = 1; i < searchText.length; i++) {
    const [first, second] = [searchText.charCodeAt(i - 1), searchText.charCodeAt(i)];
    if (first !== newline && second !== newline) yield pairOf(first, second);
  }
}
