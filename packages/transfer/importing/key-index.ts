/**
 * Which rows of a file share a key: open addressing over typed arrays, 13 bytes a slot, so that a million
 * keys take 27 MB. Hashes have 52 bits; rows that meet by chance are told apart by their keys later.
 */
export interface KeyIndex {
  add: (hash: number, row: number) => void;
  /** The last row with this key, and whether there are several. */
  find: (hash: number) => { last: number; isRepeated: boolean } | null;
}

export function createKeyIndex(): KeyIndex {
  let size = 1 << 16;
  let hashes = new Float64Array(size);
  let rows = new Int32Array(size);
  let repeated = new Uint8Array(size);
  let used = 0;

  function slotOf(hash: number): number {
    let slot = hash % size;
    while (hashes[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) % size;
    return slot;
  }

  function grow(): void {
    const old = { hashes, rows, repeated };
    size *= 2;
    hashes = new Float64Array(size);
    rows = new Int32Array(size);
    repeated = new Uint8Array(size);
    for (let i = 0; i < old.hashes.length; i++) {
      const hash = old.hashes[i] as number;
      if (hash === 0) continue;
      const slot = slotOf(hash);
      hashes[slot] = hash;
      rows[slot] = old.rows[i] as number;
      repeated[slot] = old.repeated[i] as number;
    }
  }

  return {
    add(hash, row) {
      if (used * 2 > size) grow();
      const slot = slotOf(hash);
      if (hashes[slot] === 0) {
        hashes[slot] = hash;
        used++;
      } else repeated[slot] = 1;
      rows[slot] = row;
    },
    find(hash) {
      const slot = slotOf(hash);
      return hashes[slot] === 0 ? null : { last: rows[slot] as number, isRepeated: repeated[slot] === 1 };
    },
  };
}

/** 52 bits of two FNV-1a variants; never 0. */
export function hashKey(text: string): number {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ (code + i), 0x85ebca6b);
    b ^= b >>> 13;
  }
  return (a >>> 0) * 0x100000 + ((b >>> 0) & 0xfffff) || 1;
}
