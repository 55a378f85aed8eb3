/** What stands on a line of a list: the head of a group, or one of its records. */
export type Line = { kind: "head"; group: number } | { kind: "row"; group: number; index: number };

/** Lines of a grouped list without listing them: where each group begins, and which are folded. */
export interface GroupLines {
  count: number;
  lineAt: (line: number) => Line;
  /** The line of a group's head. */
  headOf: (group: number) => number;
}

export function groupLines(counts: readonly number[], isFolded: (group: number) => boolean): GroupLines {
  const starts: number[] = [];
  let next = 0;
  counts.forEach((count, group) => {
    starts.push(next);
    next += 1 + (isFolded(group) ? 0 : count);
  });
  return {
    count: next,
    headOf: (group) => starts[group] ?? 0,
    lineAt: (line) => {
      let [low, high] = [0, starts.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] as number) <= line) low = middle;
        else high = middle - 1;
      }
      const within = line - (starts[low] ?? 0);
      return within === 0 ? { kind: "head", group: low } : { kind: "row", group: low, index: within - 1 };
    },
  };
}

/** A list without groups: every line is a record. */
export function flatLines(count: number): GroupLines {
  return { count, headOf: () => 0, lineAt: (line) => ({ kind: "row", group: -1, index: line }) };
}
