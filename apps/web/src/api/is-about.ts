import type { Query } from "@tanstack/react-query";

/**
 * Whether an answer is made of records of this path: its key says so, or `meta.follows` where it is drawn from the records
 * of several lists.
 */
export function isAbout({ queryKey, meta }: Pick<Query, "queryKey" | "meta">, path: string): boolean {
  return queryKey[0] === "records" && (queryKey[1] === path || (Array.isArray(meta?.follows) && meta.follows.includes(path)));
}
