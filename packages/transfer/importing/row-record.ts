import { fieldType, type ObjectType, type ParseEnvironment } from "@keshu/catalog";
import { isEmptyCell } from "@keshu/catalog/field-types/recognition/empty-cell";
import type { Problem } from "@keshu/kernel";
import type { SourceRow } from "../reading/csv.ts";
import { undoHarmless } from "../reading/row-shape.ts";

/** A row of the file on its way to the engine. */
export interface ImportRow {
  row: number;
  cells: string[];
  /** Field → cell text, or an id once a relation is found. */
  record: Record<string, unknown>;
  problems: Problem[];
}

interface Place {
  column: number;
  field: string;
  part: string | null;
}

export type RowReader = (row: SourceRow) => ImportRow;

/** Compiles a mapping into a function from a row's cells to a record. Blank cells are left out unless they clear. */
export function createRowReader(
  object: ObjectType,
  header: readonly string[],
  mapping: Record<string, string | null>,
  options: { clearsBlanks: boolean; maskedFields: ReadonlySet<string> },
): RowReader {
  const places: Place[] = [];
  header.forEach((name, column) => {
    const target = mapping[name];
    if (!target) return;
    const [field = "", part = null] = target.split(".");
    places.push({ column, field, part });
  });
  return (source) => {
    const record: Record<string, unknown> = {};
    let parts: Map<string, Record<string, string>> | null = null;
    for (const { column, field, part } of places) {
      const cell = source.cells[column] ?? "";
      const text = cell.charCodeAt(0) === 39 ? undoHarmless(cell) : cell;
      if (isEmptyCell(text)) {
        if (options.clearsBlanks && part === null) record[field] = "";
        continue;
      }
      if (options.maskedFields.has(field) && /\*{2,}|•{2,}/.test(text)) continue; // what an export showed in place of the value
      if (part === null) record[field] = text;
      else {
        parts ??= new Map();
        parts.set(field, { ...parts.get(field), [part]: text.trim() });
      }
    }
    if (parts) for (const [field, given] of parts) record[field] = joinParts(object, field, given);
    const problems: Problem[] = source.problem ? [{ path: "", code: source.problem, params: { found: source.cells.length, expected: header.length } }] : [];
    return { row: source.row, cells: source.cells, record, problems };
  };
}

/** 张 + 三 → 张三; Ada + Lovelace → Ada Lovelace; the parts of an address stay parts. */
function joinParts(object: ObjectType, name: string, parts: Record<string, string>): unknown {
  if (object.fields.get(name)?.type === "address") return parts;
  const { first = "", last = "" } = parts;
  return /[\u3400-\u9fff]/.test(first + last) ? `${last}${first}` : `${first} ${last}`.trim();
}

/** What is wrong with the cells of a row, for rows that do not reach the engine. */
export function cellProblems(object: ObjectType, record: Record<string, unknown>, env: ParseEnvironment): Problem[] {
  const problems: Problem[] = [];
  for (const [name, value] of Object.entries(record)) {
    const field = object.fields.get(name);
    if (!field || name === "id" || value === "" || field.target) continue;
    const parsed = fieldType(field.type).parse(value, field, env);
    if (!parsed.ok) problems.push({ path: name, code: parsed.code, ...(parsed.params ? { params: parsed.params } : {}) });
  }
  return problems;
}
