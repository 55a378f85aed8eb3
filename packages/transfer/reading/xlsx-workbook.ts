import { createError } from "@keshu/kernel";
import { lookOfFormat, type NumberLook, unescapeCell } from "./xlsx-cells.ts";
import { attribute, createXmlScanner, type XmlEvents } from "./xml-scanner.ts";
import { openZipEntry, readZipDirectory, type ZipEntry } from "./zip.ts";

export interface Workbook {
  path: string;
  entries: Map<string, ZipEntry>;
  sheets: { name: string; entry: ZipEntry; isHidden: boolean }[];
  looks: NumberLook[];
  strings: string[];
  uses1904: boolean;
}

/** Distinct strings are kept in memory: this many characters at most. */
const MAX_STRING_CHARACTERS = 96 * 1024 * 1024;

/** Opens a workbook: its sheets, cell styles and shared strings; the sheets stay on disk. */
export async function openWorkbook(path: string): Promise<Workbook> {
  const entries = await readZipDirectory(path);
  const workbookEntry = entries.get("xl/workbook.xml") ?? [...entries.values()].find((e) => /(^|\/)workbook\d*\.xml$/i.test(e.name));
  if (!workbookEntry) throw createError("FILE_CORRUPT");
  const folder = workbookEntry.name.replace(/[^/]*$/, "");
  const relations = await readRelations(path, entries.get(`${folder}_rels/${workbookEntry.name.slice(folder.length)}.rels`.toLowerCase()), folder);
  const workbook: Workbook = { path, entries, sheets: [], looks: [], strings: [], uses1904: false };
  await scan(path, workbookEntry, {
    open(name, attributes) {
      if (name === "workbookPr") workbook.uses1904 = /^(1|true)$/i.test(attribute(attributes, "date1904") ?? "");
      if (name !== "sheet") return;
      const target = relations.get(attribute(attributes, "id") ?? "");
      const entry = target ? entries.get(target.path.toLowerCase()) : undefined;
      if (entry && target?.type.endsWith("/worksheet")) {
        workbook.sheets.push({ name: attribute(attributes, "name") ?? "", entry, isHidden: /hidden/i.test(attribute(attributes, "state") ?? "") });
      }
    },
  });
  const byType = (type: string): ZipEntry | undefined => entries.get([...relations.values()].find((r) => r.type.endsWith(type))?.path.toLowerCase() ?? "");
  const styles = byType("/styles");
  if (styles) workbook.looks = await readLooks(path, styles);
  const strings = byType("/sharedStrings");
  if (strings) workbook.strings = await readStrings(path, strings);
  if (workbook.sheets.length === 0) throw createError("FILE_CORRUPT");
  return workbook;
}

/** Feeds the unpacked XML of an entry to a scanner. */
export async function scan(path: string, entry: ZipEntry, events: Partial<XmlEvents>, afterChunk?: () => Promise<boolean>): Promise<void> {
  const scanner = createXmlScanner({ open: events.open ?? ignore, text: events.text ?? ignore, close: events.close ?? ignore });
  const decoder = new TextDecoder("utf-8");
  const stream = await openZipEntry(path, entry);
  for await (const piece of stream) {
    scanner.push(decoder.decode(piece as Buffer, { stream: true }));
    if (afterChunk && !(await afterChunk())) {
      stream.destroy();
      return;
    }
  }
  scanner.end();
}

function ignore(): void {}

async function readRelations(path: string, entry: ZipEntry | undefined, folder: string): Promise<Map<string, { type: string; path: string }>> {
  const relations = new Map<string, { type: string; path: string }>();
  if (!entry) throw createError("FILE_CORRUPT");
  await scan(path, entry, {
    open(name, attributes) {
      if (name !== "Relationship") return;
      const target = attribute(attributes, "Target") ?? "";
      relations.set(attribute(attributes, "Id") ?? "", {
        type: attribute(attributes, "Type") ?? "",
        path: target.startsWith("/") ? target.slice(1) : new URL(target, `x:/${folder}`).pathname.slice(1),
      });
    },
  });
  return relations;
}

async function readLooks(path: string, entry: ZipEntry): Promise<NumberLook[]> {
  const codes = new Map<number, string>();
  const looks: NumberLook[] = [];
  let isInCells = false;
  await scan(path, entry, {
    open(name, attributes) {
      if (name === "numFmt") codes.set(Number(attribute(attributes, "numFmtId")), attribute(attributes, "formatCode") ?? "");
      else if (name === "cellXfs") isInCells = true;
      else if (name === "xf" && isInCells) {
        const id = Number(attribute(attributes, "numFmtId") ?? 0);
        looks.push(lookOfFormat(id, codes.get(id)));
      }
    },
    close(name) {
      if (name === "cellXfs") isInCells = false;
    },
  });
  return looks;
}

async function readStrings(path: string, entry: ZipEntry): Promise<string[]> {
  const strings: string[] = [];
  let current = "";
  let isText = false;
  let phonetic = 0;
  let total = 0;
  await scan(path, entry, {
    open(name) {
      if (name === "si") current = "";
      else if (name === "rPh") phonetic++;
      else if (name === "t") isText = phonetic === 0;
    },
    text(text) {
      if (isText) current += text;
    },
    close(name) {
      if (name === "t") isText = false;
      else if (name === "rPh") phonetic--;
      else if (name === "si") {
        total += current.length;
        if (total > MAX_STRING_CHARACTERS) throw createError("FILE_EXPANDS_TOO_MUCH");
        strings.push(unescapeCell(current));
      }
    },
  });
  return strings;
}
