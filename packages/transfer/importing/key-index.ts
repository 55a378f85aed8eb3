/**
 * Which rows of a file share a key: open addressing over typed arrays, 8 bytes a slot, so that a million keys
 * take 17 MB. Keys whose hashes meet by chance look like one here; they are told apart by their text later.
 */
export interface KeyIndex {
  add: (hash: number, row: number) => void;
  /** The last row with this hash, and whether there are several. */
  find: (hash: number) => { last: number; isRepeated: boolean } | null;
}

export function createKeyIndex(): KeyIndex {
  let size = 1 << 15;
  let hashes = new Uint32Array(size);
  /** Negative where a hash has come more than once. */
  let rows = new Int32Array(size);
  let used = 0;

  function slotOf(hash: number): number {
    let slot = hash & (size - 1);
    while (hashes[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & (size - 1);
    return slot;
  }

  function grow(): void {
    const before = { hashes, rows };
    size *= 2;
    hashes = new Uint32Array(size);
    rows = new Int32Array(size);
    for (let i = 0; i < before.hashes.length; i++) {
      const hash = before.hashes[i] as number;
      if (hash === 0) continue;
      const slot = slotOf(hash);
      hashes[slot] = hash;
      rows[slot] = before.rows[i] as number;
    }
  }

  return {
    add(hash, row) {
      if (used * 1.6 > size) grow();
      const slot = slotOf(hash);
      if (hashes[slot] === hash) {
        rows[slot] = -row;
        return;
      }
      hashes[slot] = hash;
      rows[slot] = row;
      used++;
    },
    find(hash) {
      const slot = slotOf(hash);
      const row = rows[slot] as number;
      return hashes[slot] === 0 ? null : { last: Math.abs(row), isRepeated: row < 0 };
    },
  };
}

/** 32 bits, never 0: FNV-1a, then MurmurHash3's final mix. */
export function hashKey(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0 || 1;
}
