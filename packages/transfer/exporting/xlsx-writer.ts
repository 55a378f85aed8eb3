import type { ExportCell } from "./cell-texts.ts";
import { createZipWriter } from "./zip-writer.ts";

const mostRows = 1_048_576;
const mostCharacters = 32_767;
const style = { plain: 0, date: 1, datetime: 2, quoted: 3, header: 4 } as const;
const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A workbook as a stream of bytes (ECMA-376, SpreadsheetML): one sheet, or more when the rows do not fit into one. */
export async function* writeXlsx(title: string, header: readonly string[], pages: AsyncIterable<readonly (readonly ExportCell[])[]>): AsyncGenerator<Buffer> {
  const zip = createZipWriter();
  const source = pages[Symbol.asyncIterator]();
  const rest: { rows: readonly (readonly ExportCell[])[] } = { rows: [] };
  const letters = header.map((_, i) => letterOf(i));
  let sheets = 0;
  let isDone = false;

  async function* sheet(): AsyncGenerator<string> {
    yield `${xml}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
    yield rowXml(
      header.map((text) => ({ text })),
      1,
      letters,
      style.header,
    );
    let written = 1;
    while (written < mostRows) {
      if (rest.rows.length === 0) {
        const next = await source.next();
        if (next.done) {
          isDone = true;
          break;
        }
        rest.rows = next.value;
      }
      const fitting = rest.rows.slice(0, mostRows - written);
      rest.rows = rest.rows.slice(fitting.length);
      let text = "";
      for (const row of fitting) text += rowXml(row, ++written, letters, style.plain);
      yield text;
    }
    yield "</sheetData></worksheet>";
  }

  do {
    sheets++;
    yield* zip.part(`xl/worksheets/sheet${sheets}.xml`, sheet());
  } while (!isDone);
  for (const [name, text] of Object.entries(frame(title, sheets))) yield* zip.part(name, [text]);
  yield zip.end();
}

function rowXml(cells: readonly ExportCell[], row: number, letters: readonly string[], plain: number): string {
  let xml = `<row r="${row}">`;
  for (let i = 0; i < cells.length; i++) xml += cellXml(cells[i] as ExportCell, `${letters[i]}${row}`, plain);
  return `${xml}</row>`;
}

function cellXml({ text, number, moment }: ExportCell, at: string, plain: number): string {
  if (text === "") return "";
  if (number !== undefined) return `<c r="${at}"><v>${number}</v></c>`;
  if (moment) return `<c r="${at}" s="${moment.isDay ? style.date : style.datetime}"><v>${(moment.at - Date.UTC(1899, 11, 30)) / 86_400_000}</v></c>`;
  // Text never runs as a formula; marked as quoted it stays text when someone edits it.
  const s = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? style.quoted : plain;
  return `<c r="${at}"${s ? ` s="${s}"` : ""} t="inlineStr"><is><t xml:space="preserve">${escapeXml(text.slice(0, mostCharacters))}</t></is></c>`;
}

/** 0 → A, 27 → AB. */
function letterOf(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : letterOf(Math.floor(column / 26) - 1) + letterOf(column % 26);
}

// What XML cannot hold at all.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(unwritable, "")
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "_x000D_");
}

function frame(title: string, sheets: number): Record<string, string> {
  const names = Array.from({ length: sheets }, (_, i) => {
    const base = title.replaceAll(/[[\]*?/\\:]/g, " ").slice(0, 26) || "Sheet";
    return i === 0 ? base : `${base} ${i + 1}`;
  });
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packages = "http://schemas.openxmlformats.org/package/2006";
  const types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  return {
    "xl/workbook.xml": `${xml}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${names.map((n, i) => `<sheet name="${escapeXml(n).replaceAll('"', "&quot;")}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${xml}<Relationships xmlns="${packages}/relationships">${names.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join("")}<Relationship Id="rId${sheets + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `${xml}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`,
    "_rels/.rels": `${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "[Content_Types].xml": `${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>${names.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${types}.worksheet+xml"/>`).join("")}</Types>`,
  };
}
