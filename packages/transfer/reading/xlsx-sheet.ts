import { createError } from "@keshu/kernel";
import type { SourceRow } from "./csv.ts";
import { columnOf, textOfNumber, unescapeCell } from "./xlsx-cells.ts";
import { scan, type Workbook } from "./xlsx-workbook.ts";
import { attribute } from "./xml-scanner.ts";

const MAX_COLUMNS = 2000;

/** The sheet by name or by its place (“2”), else the first that is not hidden. @throws UNKNOWN_SHEET */
export function chooseSheet(workbook: Workbook, wanted: string | undefined): Workbook["sheets"][number] {
  const { sheets } = workbook;
  const found =
    wanted === undefined || wanted === ""
      ? (sheets.find((s) => !s.isHidden) ?? sheets[0])
      : (sheets.find((s) => s.name === wanted) ?? (/^\d+$/.test(wanted) ? sheets[Number(wanted) - 1] : undefined));
  if (!found) throw createError("UNKNOWN_SHEET", { params: { value: wanted ?? "" } });
  return found;
}

/** Walks the rows of a sheet as text. `take` gets batches and answers whether it wants more. */
export async function readSheet(workbook: Workbook, wanted: string | undefined, take: (rows: SourceRow[]) => Promise<boolean>): Promise<void> {
  const sheet = chooseSheet(workbook, wanted);
  let batch: SourceRow[] = [];
  let row = 0;
  let cells: string[] = [];
  let column = -1;
  let type = "n";
  let style = 0;
  let value = "";
  let isValue = false;
  let phonetic = 0;

  function finishCell(): void {
    if (value === "" || column >= MAX_COLUMNS) return;
    const text = cellText();
    if (text === "") return;
    while (cells.length < column) cells.push("");
    cells[column] = text;
  }

  function cellText(): string {
    if (type === "s") return workbook.strings[Number(value)] ?? fail();
    if (type === "inlineStr" || type === "str") return unescapeCell(value);
    if (type === "b") return value === "1" ? "TRUE" : "FALSE";
    if (type === "d") return value.replace(/T00:00:00(\.0+)?$/, "");
    if (type === "e") return value;
    return textOfNumber(value, workbook.looks[style] ?? "plain", workbook.uses1904);
  }

  await scan(
    workbook.path,
    sheet.entry,
    {
      open(name, attributes) {
        if (name === "row") {
          row = Number(attribute(attributes, "r") ?? row + 1);
          cells = [];
          column = -1;
        } else if (name === "c") {
          const reference = attribute(attributes, "r");
          column = reference ? columnOf(reference) : column + 1;
          type = attribute(attributes, "t") ?? "n";
          style = Number(attribute(attributes, "s") ?? 0);
          value = "";
        } else if (name === "v" || name === "t") isValue = phonetic === 0;
        else if (name === "rPh") phonetic++;
      },
      text(text) {
        if (isValue) value += text;
      },
      close(name) {
        if (name === "v" || name === "t") isValue = false;
        else if (name === "rPh") phonetic--;
        else if (name === "c") finishCell();
        else if (name === "row" && cells.length > 0) batch.push({ row, cells });
      },
    },
    async () => {
      if (batch.length === 0) return true;
      const full = batch;
      batch = [];
      return take(full);
    },
  );
  if (batch.length > 0) await take(batch);
}

function fail(): never {
  throw createError("FILE_CORRUPT");
}
