import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createError } from "@keshu/kernel";
import { createCsvParser, type Delimiter, delimiters, detectDelimiter, type SourceRow } from "./csv.ts";
import { detectEncoding, type Encoding, newDecoder, readEncoding } from "./encoding.ts";
import { readXlsx } from "./xlsx.ts";

/** How a file is to be read; found once when it arrives and kept with the import. */
export interface SourceFormat {
  kind: "csv" | "xlsx";
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  sheet: string | null;
  sheets: string[];
  /** Row of the file that holds the column names. */
  headerRow: number;
  header: string[];
}

export interface FormatWishes {
  encoding?: string | undefined;
  delimiter?: string | undefined;
  sheet?: string | undefined;
}

const CHUNK = 128 * 1024;
const LEAD = 60;

/** Looks at a file: kind, encoding, delimiter, header and its first rows. @throws FILE_* */
export async function inspectSource(path: string, wishes: FormatWishes = {}): Promise<{ format: SourceFormat; rows: SourceRow[] }> {
  const head = await readHead(path);
  if (head.length === 0) throw createError("FILE_EMPTY");
  if (head.readUInt32BE(0) === 0xd0cf11e0) throw createError("FILE_ENCRYPTED");
  const kind = head.readUInt32BE(0) === 0x504b0304 ? "xlsx" : "csv";
  const format: SourceFormat = { kind, encoding: null, delimiter: null, sheet: wishes.sheet ?? null, sheets: [], headerRow: 1, header: [] };
  if (kind === "csv") {
    format.encoding = wishes.encoding ? readEncoding(wishes.encoding) : await detectEncoding(path);
    const sample = newDecoder(format.encoding).decode(head, { stream: true });
    if (/^\ufeff?\s*<(?:!doctype|html|head|meta|style|table|\?xml|\?mso)/i.test(sample)) throw createError("FILE_MARKUP");
    if (looksBinary(sample) || /^(?:%PDF-|\{\\rtf)/.test(sample)) throw createError("FILE_NOT_TEXT");
    format.delimiter = wishes.delimiter ? readDelimiter(wishes.delimiter) : detectDelimiter(sample);
  }
  const rows: SourceRow[] = [];
  for await (const batch of readRows(path, format, (names) => (format.sheets = names))) {
    rows.push(...batch);
    if (rows.length >= LEAD) break;
  }
  const headerAt = findHeader(rows);
  const header = rows[headerAt];
  if (!header) throw createError("FILE_EMPTY");
  format.headerRow = header.row;
  format.header = nameColumns(header.cells);
  return { format, rows: rows.slice(headerAt + 1, LEAD) };
}

/** All rows of the file in order, in batches, the header included. */
export async function* readRows(path: string, format: SourceFormat, onSheets?: (names: string[]) => void): AsyncGenerator<SourceRow[]> {
  if (format.kind === "xlsx") {
    yield* readXlsx(path, { sheet: format.sheet ?? undefined, ...(onSheets ? { onSheets } : {}) });
    return;
  }
  const decoder = newDecoder(format.encoding ?? "utf-8");
  const parser = createCsvParser(format.delimiter ?? ",");
  for await (const bytes of createReadStream(path, { highWaterMark: CHUNK })) {
    const rows = parser.push(decoder.decode(bytes as Buffer, { stream: true }));
    if (rows.length > 0) yield rows;
  }
  const rows = [...parser.push(decoder.decode()), ...parser.end()];
  if (rows.length > 0) yield rows;
}

/** Takes `,`, `\t`, `;`, `|` and their names. @throws INVALID_PARAMETER */
function readDelimiter(name: string): Delimiter {
  const named: Record<string, Delimiter> = { comma: ",", tab: "\t", "\\t": "\t", semicolon: ";", pipe: "|" };
  const found = named[name.trim().toLowerCase()] ?? delimiters.find((d) => d === name);
  if (!found) throw createError("INVALID_PARAMETER", { status: 422, params: { field: "delimiter" } });
  return found;
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const buffer = Buffer.alloc(CHUNK);
    const { bytesRead } = await file.read(buffer, 0, CHUNK, 0);
    if (bytesRead > 0 && bytesRead < 4) return Buffer.concat([buffer.subarray(0, bytesRead), Buffer.from("\n\n\n")]);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function looksBinary(sample: string): boolean {
  let odd = 0;
  const length = Math.min(sample.length, 4096);
  for (let i = 0; i < length; i++) {
    const code = sample.charCodeAt(i);
    if (code < 9 || (code > 13 && code < 32 && code !== 27)) odd++;
  }
  return odd > length / 50;
}

/** Templates carry a title or a hint above the column names: the header is the first row about as wide as the rest. */
function findHeader(rows: readonly SourceRow[]): number {
  const filled = (r: SourceRow): number => r.cells.filter((c) => c.trim() !== "").length;
  const width = Math.max(0, ...rows.slice(0, 20).map(filled));
  if (width <= 2) return 0;
  const found = rows.slice(0, 10).findIndex((r) => filled(r) >= Math.max(2, width / 2));
  return found === -1 ? 0 : found;
}

/** Names every column once: blank names become `#3`, repeated ones `电话 (2)`; trailing blank columns are dropped. */
function nameColumns(cells: readonly string[]): string[] {
  let width = cells.length;
  while (width > 1 && (cells[width - 1] ?? "").trim() === "") width--;
  const seen = new Map<string, number>();
  return cells.slice(0, width).map((cell, i) => {
    const name =
      cell
        .replace(/^\ufeff/, "")
        .replaceAll(/\s+/g, " ")
        .trim() || `#${i + 1}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}
