import { Readable } from "node:stream";
import type { ObjectType } from "@keshu/catalog";
import { type Context, describeError, inLocale, type Problem } from "@keshu/kernel";
import { makeHarmless } from "../reading/row-shape.ts";
import type { RefusedRow, StoredImport } from "./stored-import.ts";

const page = 20;

/** The refused rows as CSV (UTF-8 with BOM): the original columns, the row in the file, the reasons in the reader's language. */
export function errorFile(ctx: Context, stored: StoredImport, object: ObjectType | undefined): Readable {
  return Readable.from(lines(ctx, stored, object));
}

async function* lines(ctx: Context, stored: StoredImport, object: ObjectType | undefined): AsyncGenerator<string> {
  const isEnglish = ctx.locale === "en";
  yield `\ufeff${csvLine([...stored.format.header, isEnglish ? "Row" : "行号", isEnglish ? "Reasons" : "原因"])}`;
  const width = stored.format.header.length;
  let after = -1;
  while (true) {
    const { rows } = await ctx.db.query<{ first_row: number; refused: RefusedRow[] }>(
      "select first_row, refused from keshu.import_chunk where import_id = $1 and first_row > $2 and refused <> '[]' order by first_row limit $3",
      [stored.id, after, page],
    );
    for (const { refused } of rows) {
      let text = "";
      for (const row of refused.sort((a, b) => a.row - b.row))
        text += csvLine([...fit(row.cells, width), String(row.row), row.errors.map((e) => problemText(ctx, object, e)).join(isEnglish ? "; " : "；")]);
      yield text;
    }
    if (rows.length < page) return;
    after = rows.at(-1)?.first_row ?? after;
  }
}

/** A ragged row keeps all it has: what is too much stands in its last column. */
function fit(cells: readonly string[], width: number): string[] {
  const fitted = cells.slice(0, width);
  while (fitted.length < width) fitted.push("");
  if (cells.length > width && width > 0) fitted[width - 1] = cells.slice(width - 1).join(",");
  return fitted;
}

/** Why a row was refused, with the labels of the fields it is about, in the language of the reader. */
export function problemText(ctx: Context, object: ObjectType | undefined, problem: Problem): string {
  const names = problem.path.split(",").map((name) => {
    const field = object?.fields.get(name);
    return field ? inLocale(field.label, ctx.locale) : name;
  });
  return describeError(problem.code, { ...problem.params, field: names.join(ctx.locale === "en" ? ", " : "、") }, ctx.locale);
}

/** One line of CSV (RFC 4180), harmless to spreadsheets. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** Quotes what needs quotes. */
export function csvCell(cell: string): string {
  const safe = makeHarmless(cell);
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
