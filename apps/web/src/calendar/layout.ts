import { daysBetween } from "./days.ts";
import { type Entry, inOrder, isBar, isMark, shortest } from "./entry.ts";

/** An entry in the hours of a day: minutes from its midnight, and its place among those at the same time. */
export interface Slot {
  entry: Entry;
  top: number;
  bottom: number;
  column: number;
  columns: number;
  /** Columns it may spread over. */
  span: number;
}

/** What happened at about one time, beside the plan: the minute of the day, and its place among others at that time. */
export interface Mark {
  /** More than one where there is no room to stand side by side. */
  entries: Entry[];
  top: number;
  lane: number;
}

/** Minutes in which marks would touch. */
const markLength = 28;

/** Places what happened on one day in so many lanes of their own, so that it takes no room from the plan and nothing lies over another. */
export function layoutMarks(entries: readonly Entry[], day: string, lanes: number): Mark[] {
  const latest: Mark[] = [];
  const marks: Mark[] = [];
  for (const entry of entries.filter((e) => isMark(e) && e.firstDay === day).sort((a, b) => a.start - b.start || inOrder(a, b))) {
    const top = Math.min(entry.start, 1440 - markLength);
    const free = Array.from({ length: lanes }, (_, lane) => latest[lane]).findIndex((mark) => !mark || mark.top + markLength <= top);
    if (free < 0) latest.at(-1)?.entries.push(entry);
    else {
      const mark = { entries: [entry], top, lane: free };
      latest[free] = mark;
      marks.push(mark);
    }
  }
  return marks;
}

/** Places entries with times on one day so that none hides another: side by side where they overlap. */
export function layoutDay(entries: readonly Entry[], day: string): Slot[] {
  const pieces = entries
    .filter((e) => !isBar(e) && !isMark(e) && e.firstDay <= day && e.lastDay >= day)
    .map((entry) => {
      const shift = daysBetween(entry.firstDay, day) * 1440;
      const top = Math.max(0, entry.start - shift);
      const bottom = Math.min(1440, Math.max(entry.end - shift, top + shortest));
      // What begins just before midnight is drawn a little earlier rather than cut off.
      return { entry, top: Math.min(top, 1440 - shortest), bottom };
    })
    .sort((a, b) => a.top - b.top || b.bottom - a.bottom || inOrder(a.entry, b.entry));
  const slots: Slot[] = [];
  let cluster: Slot[] = [];
  let clusterEnd = -1;
  for (const piece of pieces) {
    if (piece.top >= clusterEnd) {
      spread(cluster);
      cluster = [];
    }
    const taken = new Set(cluster.filter((s) => s.bottom > piece.top).map((s) => s.column));
    let column = 0;
    while (taken.has(column)) column++;
    const slot = { ...piece, column, columns: 1, span: 1 };
    cluster.push(slot);
    slots.push(slot);
    clusterEnd = Math.max(cluster.length === 1 ? -1 : clusterEnd, piece.bottom);
  }
  spread(cluster);
  return slots;
}

/** Gives all of one cluster the same number of columns, and free room to the right to those that have it. */
function spread(cluster: Slot[]): void {
  const columns = Math.max(0, ...cluster.map((s) => s.column)) + 1;
  for (const slot of cluster) {
    slot.columns = columns;
    const next = cluster.filter((s) => s.column > slot.column && s.top < slot.bottom && s.bottom > slot.top).map((s) => s.column);
    slot.span = Math.min(columns, ...next) - slot.column;
  }
}

/** An entry in a row of days: from one column to another, in a lane. */
export interface Bar {
  entry: Entry;
  from: number;
  to: number;
  lane: number;
  /** It began before or goes on after these days. */
  isContinued: boolean;
  continues: boolean;
}

/** Places entries in the lanes of consecutive days, the longest first, each in one lane all along. */
export function layoutRow(entries: readonly Entry[], days: readonly string[]): Bar[] {
  const first = days[0] ?? "";
  const last = days.at(-1) ?? "";
  const taken: boolean[][] = [];
  return entries
    .filter((e) => e.firstDay <= last && e.lastDay >= first)
    .sort((a, b) => Number(isBar(b)) - Number(isBar(a)) || inOrder(a, b))
    .map((entry) => {
      const from = Math.max(0, daysBetween(first, entry.firstDay));
      // A night shift stands on the day it begins.
      const to = isBar(entry) ? Math.min(days.length - 1, daysBetween(first, entry.lastDay)) : from;
      let lane = 0;
      while (taken[lane]?.slice(from, to + 1).some(Boolean)) lane++;
      taken[lane] ??= [];
      for (let i = from; i <= to; i++) (taken[lane] as boolean[])[i] = true;
      return { entry, from, to, lane, isContinued: entry.firstDay < first, continues: isBar(entry) && entry.lastDay > last };
    });
}

/** How many entries of each day do not fit into so many lanes. */
export function hiddenCounts(bars: readonly Bar[], days: number, lanes: number): number[] {
  const counts = Array.from({ length: days }, () => 0);
  for (const bar of bars) if (bar.lane >= lanes) for (let i = bar.from; i <= bar.to; i++) counts[i] = (counts[i] ?? 0) + 1;
  return counts;
}
