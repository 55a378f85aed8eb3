import type { Range } from "./match-text.ts";

/** A text with the parts that matched set off. */
export function Marked({ text, ranges }: { text: string; ranges: readonly Range[] }) {
  if (ranges.length === 0) return <bdi>{text}</bdi>;
  const parts: { text: string; at: number; isMarked: boolean }[] = [];
  let last = 0;
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const begin = Math.max(from, last);
    if (begin > last) parts.push({ text: text.slice(last, begin), at: last, isMarked: false });
    if (to > begin) parts.push({ text: text.slice(begin, to), at: begin, isMarked: true });
    last = Math.max(last, to);
  }
  if (last < text.length) parts.push({ text: text.slice(last), at: last, isMarked: false });
  return <bdi>{parts.map((p) => (p.isMarked ? <mark key={p.at}>{p.text}</mark> : <span key={p.at}>{p.text}</span>))}</bdi>;
}
