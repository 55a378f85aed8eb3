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
export function nearest<T>(pattern: ArrayLike<T>, text: ArrayLike<T>, changing: (a: T, b: T) => number, swapping = 0.8): Near {
  const height = pattern.length;
  // costs and beginnings of three columns, used in turns
  const costs = [new Float64Array(height + 1), new Float64Array(height + 1), new Float64Array(height + 1)] as const;
  const begins = [new Int32Array(height + 1), new Int32Array(height + 1), new Int32Array(height + 1)] as const;
  for (let i = 0; i <= height; i++) costs[0][i] = i;
  const best: Near = { distance: height, from: 0, to: 0 };
  for (let j = 1; j <= text.length; j++) {
    const [cost, begin] = at(costs, begins, j);
    const [last, lastBegin] = at(costs, begins, j - 1);
    const [before, beforeBegin] = at(costs, begins, j + 1);
    cost[0] = 0;
    begin[0] = j;
    for (let i = 1; i <= height; i++) {
      const [p, t] = [pattern[i - 1] as T, text[j - 1] as T];
      let least = (last[i - 1] as number) + changing(p, t);
      let from = lastBegin[i - 1] as number;
      if ((cost[i - 1] as number) + 1 < least) {
        least = (cost[i - 1] as number) + 1;
        from = begin[i - 1] as number;
      }
      if ((last[i] as number) + 1 < least) {
        least = (last[i] as number) + 1;
        from = lastBegin[i] as number;
      }
      if (
        i > 1 &&
        j > 1 &&
        (before[i - 2] as number) + swapping < least &&
        changing(p, text[j - 2] as T) === 0 &&
        changing(pattern[i - 2] as T, t) === 0 &&
        changing(p, t) > 0
      ) {
        least = (before[i - 2] as number) + swapping;
        from = beforeBegin[i - 2] as number;
      }
      cost[i] = least;
      begin[i] = from;
    }
    const end = cost[height] as number;
    if (end < best.distance) {
      best.distance = end;
      best.from = begin[height] as number;
      best.to = j;
      if (end === 0) break;
    }
  }
  return best;
}

function at(costs: readonly Float64Array[], begins: readonly Int32Array[], column: number): [Float64Array, Int32Array] {
  return [costs[column % 3] as Float64Array, begins[column % 3] as Int32Array];
}
