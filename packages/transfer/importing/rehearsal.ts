import type { ObjectType, ParseEnvironment } from "@keshu/catalog";
import type { Problem } from "@keshu/kernel";
import { notUnique, type RowResult } from "@keshu/records";
import { hashKey } from "./key-index.ts";
import type { ReferenceCache } from "./resolve-references.ts";
import { keyText } from "./row-key.ts";

/** What the rows before would have left in the database, so that a dry run says of each row what the import will do. */
export interface Rehearsal {
  /** Ids of records that would be there by now; relations may point to them. */
  assumed: Set<string>;
  /** The results with those refused that the records before stand in the way of; what the others would make is remembered. */
  judge: (records: readonly Record<string, unknown>[], results: readonly RowResult[]) => RowResult[];
  /** Whether a row before has this text, which is a key or a fingerprint. The text is taken then. */
  isRepeat: (text: string) => boolean;
}

export function createRehearsal(object: ObjectType, env: ParseEnvironment, references: ReferenceCache): Rehearsal {
  const unique = [...object.fieldList.filter((f) => f.unique).map((f) => [f.name]), ...(object.uniqueTogether ?? [])];
  const taken = new Set<number>();
  const hashOf = (record: Record<string, unknown>, names: readonly string[]): number | null => {
    const text = keyText(object, names, record, env);
    return text === null ? null : wideHash(`${names.join()}\u0000${text}`);
  };
  const isOwnTarget = object.fieldList.some((f) => f.target === object.name);
  const assumed = new Set<string>();

  function clash(record: Record<string, unknown>): Problem | undefined {
    const hashes = unique.map((names) => hashOf(record, names));
    const at = hashes.findIndex((hash) => hash !== null && taken.has(hash));
    if (at >= 0) return notUnique(unique[at] as readonly string[]);
    for (const hash of hashes) if (hash !== null) taken.add(hash);
    return undefined;
  }

  /** Rows to come may point to it by its number or name. */
  function remember(record: Record<string, unknown>, id: string): void {
    assumed.add(id);
    const known = references.get(object.name) ?? new Map<string, string>();
    references.set(object.name, known);
    for (const name of ["number", object.titleField]) {
      const text = record[name];
      if (typeof text === "string" && text.trim() !== "") known.set(text.trim(), id);
    }
  }

  return {
    assumed,
    judge: (records, results) =>
      results.map((result, i) => {
        if (!result.ok || result.outcome !== "created") return result;
        const record = records[i] as Record<string, unknown>;
        const problem = clash(record);
        if (problem) return { ok: false, code: problem.code, errors: [problem] };
        if (isOwnTarget) remember(record, result.id);
        return result;
      }),
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
