import { createError, type ErrorCode } from "@keshu/kernel";

/** One record of the file. `row` counts as a spreadsheet does: the header is 1, blank lines count. */
export interface SourceRow {
  row: number;
  cells: string[];
  /** The row itself is broken; its cells are what could be read. */
  problem?: ErrorCode;
}

export type Delimiter = "," | "\t" | ";" | "|";
export const delimiters: readonly Delimiter[] = [",", "\t", ";", "|"];

const LONGEST_CELL = 256 * 1024;
const LONGEST_LINE = 8 * 1024 * 1024;

/**
 * RFC 4180, forgivingly: quotes inside an unquoted cell are text; a quote that is never closed refuses
 * only the line it stands in. Blank lines are counted but not returned.
 */
export function createCsvParser(delimiter: string): { push: (text: string) => SourceRow[]; end: () => SourceRow[] } {
  let buffer = "";
  let row = 0;
  let newline = "\n";
  let isNewlineKnown = false;

  function push(text: string): SourceRow[] {
    buffer = buffer === "" ? text : buffer + text;
    return take(false);
  }

  function end(): SourceRow[] {
    return take(true);
  }

  function take(isEnd: boolean): SourceRow[] {
    if (!isNewlineKnown && !settleNewline(isEnd)) return [];
    const rows: SourceRow[] = [];
    let at = 0;
    let quote = buffer.indexOf('"');
    while (at < buffer.length) {
      const lineEnd = buffer.indexOf(newline, at);
      if (lineEnd === -1 && !isEnd) break;
      const stop = lineEnd === -1 ? buffer.length : lineEnd;
      if (quote !== -1 && quote < at) quote = buffer.indexOf('"', at);
      if (quote === -1 || quote > stop) {
        addLine(rows, buffer.slice(at, stop));
        at = stop + 1;
        continue;
      }
      const record = readQuoted(at, isEnd);
      if (record === null) break;
      if (record.isBroken) {
        row++;
        rows.push({ row, cells: withoutReturn(buffer.slice(at, stop)).split(delimiter), problem: "UNCLOSED_QUOTE" });
        at = stop + 1;
        continue;
      }
      row++;
      if (record.cells.length > 1 || record.cells[0] !== "") rows.push({ row, cells: record.cells });
      at = record.next;
    }
    buffer = at >= buffer.length ? "" : buffer.slice(at);
    if (buffer.length > LONGEST_LINE) throw createError("FILE_NOT_TEXT");
    return rows;
  }

  function settleNewline(isEnd: boolean): boolean {
    const lf = buffer.indexOf("\n");
    const cr = buffer.indexOf("\r");
    if (lf === -1 && !isEnd && (cr === -1 || cr === buffer.length - 1 || buffer.length < 65_536)) {
      if (buffer.length > LONGEST_LINE) throw createError("FILE_NOT_TEXT");
      return false;
    }
    if (lf === -1 && cr !== -1) newline = "\r";
    isNewlineKnown = true;
    return true;
  }

  function addLine(rows: SourceRow[], raw: string): void {
    row++;
    const line = withoutReturn(raw);
    if (line !== "") rows.push({ row, cells: line.split(delimiter) });
  }

  /** null: more text is needed. */
  function readQuoted(start: number, isEnd: boolean): { cells: string[]; next: number; isBroken: boolean } | null {
    const cells: string[] = [];
    let at = start;
    let spansLines = false;
    while (true) {
      if (buffer[at] !== '"') {
        const cellEnd = endOfPlainCell(at);
        if (cellEnd === -1 && !isEnd) return null;
        const stop = cellEnd === -1 ? buffer.length : cellEnd;
        const isLast = stop >= buffer.length || buffer[stop] === newline;
        cells.push(isLast ? withoutReturn(buffer.slice(at, stop)) : buffer.slice(at, stop));
        if (isLast) return { cells, next: stop + 1, isBroken: false };
        at = stop + 1;
        continue;
      }
      let text = "";
      let from = at + 1;
      while (true) {
        const close = buffer.indexOf('"', from);
        if (close === -1) {
          if (isEnd || buffer.length - at > LONGEST_CELL) return { cells, next: at, isBroken: true };
          return null;
        }
        if (close + 1 >= buffer.length && !isEnd) return null;
        if (close - at > LONGEST_CELL) return { cells, next: at, isBroken: true };
        text += buffer.slice(from, close);
        if (buffer[close + 1] === '"') {
          text += '"';
          from = close + 2;
          continue;
        }
        at = close + 1;
        break;
      }
      if (!spansLines && text.includes(newline)) spansLines = true;
      let tail = endOfPlainCell(at);
      if (tail === -1) {
        if (!isEnd) return null;
        tail = buffer.length;
      }
      const rest = withoutReturn(buffer.slice(at, tail));
      // Text after a closing quote: a stray quote ran on into another line's quoted cell.
      if (rest.trim() !== "") {
        if (spansLines) return { cells, next: at, isBroken: true };
        text += rest;
      }
      cells.push(text);
      if (tail >= buffer.length || buffer[tail] === newline) return { cells, next: tail + 1, isBroken: false };
      at = tail + 1;
    }
  }

  function endOfPlainCell(at: number): number {
    for (let i = at; i < buffer.length; i++) {
      const c = buffer[i];
      if (c === delimiter || c === newline) return i;
    }
    return -1;
  }

  return { push, end };
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

/** Chooses the delimiter that cuts the sample into the most regular columns; quotes are respected. */
export function detectDelimiter(sample: string): Delimiter {
  let best: Delimiter = ",";
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const parser = createCsvParser(delimiter);
    const rows = [...parser.push(sample), ...parser.end()].slice(0, 50);
    const counts = new Map<number, number>();
    for (const r of rows) counts.set(r.cells.length, (counts.get(r.cells.length) ?? 0) + 1);
    const [width, share] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
    if (width < 2) continue;
    const score = (share / rows.length) * 10 + Math.min(width, 40) / 40;
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}
