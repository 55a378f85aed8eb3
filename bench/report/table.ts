export interface Line {
  name: string;
  label: string;
  /** Per second, or another unit named by the label. */
  floor: number | null;
  ours: number;
  target: string;
  ratio: number | null;
  isMet: boolean;
  /** Milliseconds of ours. */
  p50?: number;
  p95?: number;
  note?: string;
}

const headings = ["case", "floor /s", "ours /s", "ratio", "target", "", "p50 ms", "p95 ms"];

export function toMarkdown(lines: readonly Line[]): string {
  const rows = lines.map((l) => [
    l.label,
    l.floor === null ? "" : amount(l.floor),
    amount(l.ours),
    l.ratio === null ? "" : l.ratio.toFixed(2),
    l.target,
    l.isMet ? "met" : "**missed**",
    l.p50?.toFixed(1) ?? "",
    l.p95?.toFixed(1) ?? "",
  ]);
  return [headings, headings.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

export function toText(lines: readonly Line[]): string {
  const rows = [
    headings,
    ...lines.map((l) => [
      l.label,
      l.floor === null ? "" : amount(l.floor),
      amount(l.ours),
      l.ratio === null ? "" : l.ratio.toFixed(2),
      l.target,
      l.isMet ? "ok" : "MISSED",
      l.p50?.toFixed(1) ?? "",
      l.p95?.toFixed(1) ?? "",
    ]),
  ];
  const widths = headings.map((_, i) => Math.max(...rows.map((r) => (r[i] as string).length)));
  return rows.map((r) => r.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number))).join("  ")).join("\n");
}

function amount(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en-US") : value.toFixed(1);
}
