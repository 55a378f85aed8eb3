/** A round number at or above the highest value, for the top of an axis: 1, 2, 2.5, 5 × 10ⁿ. */
export function niceTop(highest: number): number {
  if (!(highest > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(highest));
  const step = [1, 2, 2.5, 5, 10].find((s) => s * power >= highest) ?? 10;
  return step * power;
}

/** Points as an SVG path over a box; undefined values end the line. */
export function linePath(values: readonly (number | undefined)[], top: number, width: number, height: number, count = values.length): string {
  const step = count > 1 ? width / (count - 1) : 0;
  let path = "";
  values.forEach((value, i) => {
    if (value === undefined) return;
    path += `${path ? "L" : "M"}${round(i * step)} ${round(height - (value / top) * height)}`;
  });
  return path;
}

/** The same line closed along the bottom. */
export function areaPath(values: readonly (number | undefined)[], top: number, width: number, height: number, count = values.length): string {
  const line = linePath(values, top, width, height, count);
  if (!line) return "";
  const step = count > 1 ? width / (count - 1) : 0;
  const last = values.findLastIndex((v) => v !== undefined);
  return `${line}L${round(last * step)} ${height}L0 ${height}Z`;
}

const round = (n: number): number => Math.round(n * 10) / 10;
