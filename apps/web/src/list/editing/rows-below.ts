import type { ApiRecord } from "../../api/types.ts";
import type { GroupLines } from "../grouping/group-lines.ts";
import type { Place } from "../rows/use-rows.ts";

interface Options {
  lines: GroupLines;
  recordAt: (line: number) => ApiRecord | undefined;
  /** Asks for so many records of a group (of the whole list: -1) from a place on. */
  read: (place: Place, count: number) => Promise<ApiRecord[]>;
  line: number;
  count: number;
}

/** The records on a line and below it in the order of the list, also those that no one has scrolled to yet; each once. */
export async function rowsBelow({ lines, recordAt, read, line, count }: Options): Promise<ApiRecord[]> {
  const found = new Map<string, ApiRecord>();
  let at = Math.max(0, line);
  while (at < lines.count && found.size < count) {
    const place = lines.lineAt(at);
    const record = recordAt(at);
    if (place.kind === "head" || record) {
      if (place.kind === "row" && record) found.set(record.id, record);
      at++;
      continue;
    }
    const end = endOfGap(at, place.group, { lines, count: count - found.size });
    for (const one of await read(place, end - at)) if (!found.has(one.id)) found.set(one.id, one);
    at = end;
  }
  return [...found.values()].slice(0, count);
}

function endOfGap(from: number, group: number, { lines, count }: { lines: GroupLines; count: number }): number {
  let end = from + 1;
  while (end < lines.count && end - from < count) {
    const next = lines.lineAt(end);
    if (next.kind === "head" || next.group !== group) break;
    end++;
  }
  return end;
}
