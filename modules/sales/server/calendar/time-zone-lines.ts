import { wallOf } from "@keshu/catalog/field-types/recognition/time-zone";
import { type IcsLine, wallValue } from "./ics-text.ts";

const hour = 3_600_000;
const day = 24 * hour;

/**
 * The offsets of a zone over a span as a VTIMEZONE (RFC 5545 §3.6.5): one observance for each change, so that it
 * holds whatever rules the zone has had.
 */
export function timeZoneLines(timeZone: string, from: number, to: number): IcsLine[] {
  const lines: IcsLine[] = [
    ["BEGIN", "VTIMEZONE"],
    ["TZID", timeZone],
  ];
  const changes = changesOf(timeZone, from, to);
  const least = Math.min(...changes.map((c) => c.after));
  for (const { at, before, after } of changes) {
    const kind = changes.length > 1 && after > least ? "DAYLIGHT" : "STANDARD";
    lines.push(["BEGIN", kind], ["DTSTART", wallValue(at + before)], ["TZOFFSETFROM", offsetValue(before)], ["TZOFFSETTO", offsetValue(after)], ["END", kind]);
  }
  lines.push(["END", "VTIMEZONE"]);
  return lines;
}

interface OffsetChange {
  at: number;
  before: number;
  after: number;
}

/** The offset at the beginning, and every change of it. */
function changesOf(timeZone: string, from: number, to: number): OffsetChange[] {
  const offsetAt = (instant: number): number => wallOf(instant, timeZone) - instant;
  const start = Math.floor(from / day) * day;
  const changes: OffsetChange[] = [{ at: start, before: offsetAt(start), after: offsetAt(start) }];
  for (let at = start; at < to; at += 7 * day) {
    const before = offsetAt(at);
    const after = offsetAt(at + 7 * day);
    if (before !== after) changes.push({ at: firstWith(offsetAt, after, at, at + 7 * day), before, after });
  }
  return changes;
}

/** The minute at which an offset begins, by halving. */
function firstWith(offsetAt: (instant: number) => number, after: number, low: number, high: number): number {
  let [from, to] = [low, high];
  while (to - from > 60_000) {
    const middle = Math.floor((from + to) / 2 / 60_000) * 60_000;
    if (offsetAt(middle) === after) to = middle;
    else from = middle;
  }
  return to;
}

function offsetValue(milliseconds: number): string {
  const minutes = Math.round(Math.abs(milliseconds) / 60_000);
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${milliseconds < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}
