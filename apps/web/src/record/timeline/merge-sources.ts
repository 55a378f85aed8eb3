/** One stream of a timeline, newest first: what is loaded of it, and whether there is more. */
export interface Source<T> {
  entries: readonly T[];
  hasMore: boolean;
}

interface Timed {
  /** The moment by which its source is ordered. */
  order: number;
  /** The moment it is shown at. */
  at: number;
}

/**
 * Several streams as one, newest first. What is older than the end of an unfinished stream is held back until that
 * stream has come as far, so that nothing is inserted above what was read already. `behind` are the streams to load next.
 */
export function mergeSources<T extends Timed>(sources: readonly Source<T>[]): { entries: T[]; behind: number[] } {
  const ends = sources.map((s) => (s.hasMore ? (s.entries.at(-1)?.order ?? Number.POSITIVE_INFINITY) : Number.NEGATIVE_INFINITY));
  const horizon = Math.max(Number.NEGATIVE_INFINITY, ...ends);
  return {
    entries: sources
      .flatMap((s) => s.entries)
      .filter((e) => e.order >= horizon)
      .sort((a, b) => b.at - a.at),
    behind: horizon === Number.NEGATIVE_INFINITY ? [] : ends.flatMap((end, i) => (end === horizon ? [i] : [])),
  };
}
