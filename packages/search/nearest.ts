export interface Near {
  distance: number;
  /** Part of the text it stands for. */
  from: number;
  to: number;
}

/**
 * The part of `text` nearest to `pattern`: least edits (a lost, added, changed or swapped element), and the first such
 * part. Sellers' algorithm (1980) with swaps of neighbours.
 */
export function nearest<T>(pattern: readonly T[], text: readonly T[], changing: (a: T, b: T) => number, swapping = 0.8): Near {
  const height = pattern.length;
  let before: Cell[] = [];
  let last = Array.from({ length: height + 1 }, (_, i): Cell => ({ cost: i, from: 0 }));
  let best: Near = { distance: height, from: 0, to: 0 };
  for (let j = 1; j <= text.length; j++) {
    const row: Cell[] = [{ cost: 0, from: j }];
    for (let i = 1; i <= height; i++) {
      const [p, t] = [pattern[i - 1] as T, text[j - 1] as T];
      const diagonal = last[i - 1] as Cell;
      let cell: Cell = { cost: diagonal.cost + changing(p, t), from: diagonal.from };
      const above = row[i - 1] as Cell;
      if (above.cost + 1 < cell.cost) cell = { cost: above.cost + 1, from: above.from };
      const left = last[i] as Cell;
      if (left.cost + 1 < cell.cost) cell = { cost: left.cost + 1, from: left.from };
      const crossed = i > 1 && j > 1 ? before[i - 2] : undefined;
      if (crossed && p !== t && changing(p, text[j - 2] as T) === 0 && changing(pattern[i - 2] as T, t) === 0 && crossed.cost + swapping < cell.cost)
        cell = { cost: crossed.cost + swapping, from: crossed.from };
      row.push(cell);
    }
    const end = row[height] as Cell;
    if (end.cost < best.distance) best = { distance: end.cost, from: end.from, to: j };
    [before, last] = [last, row];
  }
  return best;
}

interface Cell {
  cost: number;
  from: number;
}
