import type { ObjectType, ParseEnvironment } from "@keshu/catalog";
import type { Problem } from "@keshu/kernel";
import { hashKey } from "./key-index.ts";
import { keyText } from "./row-key.ts";
import type { ImportRow } from "./row-record.ts";

/** What the rows before would have left in the database, so that a dry run says of each row what the import will do. */
export interface Rehearsal {
  /** Ids of records that would be there by now; relations may point to them. */
  assumed: Set<string>;
  /** What is wrong with the row beside the rows before; undefined when nothing is, and then its values are taken. */
  clash: (row: ImportRow) => Problem | undefined;
  /** Whether a row before has this text, which is a key or a fingerprint. The text is taken then. */
  isRepeat: (text: string) => boolean;
}

export function createRehearsal(object: ObjectType, env: ParseEnvironment): Rehearsal {
  const unique = [...object.fieldList.filter((f) => f.unique).map((f) => [f.name]), ...(object.uniqueTogether ?? [])];
  const taken = new Set<number>();
  const hashOf = (row: ImportRow, names: readonly string[]): number | null => {
    const text = keyText(object, names, row.record, env);
    return text === null ? null : wideHash(`${names.join()}\u0000${text}`);
  };
  return {
    assumed: new Set(),
    clash(row) {
      const hashes = unique.map((names) => hashOf(row, names));
      const at = hashes.findIndex((hash) => hash !== null && taken.has(hash));
      if (at >= 0) return { path: (unique[at] as readonly string[]).join(), code: "NOT_UNIQUE" };
      for (const hash of hashes) if (hash !== null) taken.add(hash);
      return undefined;
    },
    isRepeat(text) {
      const hash = wideHash(text);
      return taken.has(hash) || !taken.add(hash);
    },
  };
}

/** 52 bits: among a million texts two different ones meet once in ten thousand files. */
function wideHash(text: string): number {
  return hashKey(text) * 2 ** 20 + (hashKey(`\u0001${text}`) >>> 12);
}
