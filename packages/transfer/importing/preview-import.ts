import { fieldType, type ObjectType } from "@keshu/catalog";
import { type Context, createError, type ErrorCode, presentProblem, timeZoneOf } from "@keshu/kernel";
import { readTarget } from "../mapping/mapping-target.ts";
import { confident, type Suggestion, suggestMapping } from "../mapping/suggest-mapping.ts";
import { shapeRow } from "../reading/row-shape.ts";
import { inspectSource, type SourceFormat } from "../reading/source.ts";
import type { ImportOptions } from "./import-options.ts";
import { candidateKeys } from "./plan.ts";
import { resolveReferences } from "./resolve-references.ts";
import { createRowReader, type ImportRow } from "./row-record.ts";

const shownRows = 50;

export interface CellVerdict {
  field: string;
  ok: boolean;
  /** The value as it will be stored; of a relation, its id. */
  value?: unknown;
  code?: ErrorCode;
  message?: string;
}

export interface ImportPreview {
  format: Pick<SourceFormat, "kind" | "encoding" | "delimiter" | "sheet" | "sheets"> & { header_row: number };
  columns: string[];
  suggestions: Suggestion[];
  /** The mapping that was used for the verdicts: the given one, else the suggestions. */
  mapping: Record<string, string | null>;
  keys: string[][];
  rows: { row: number; cells: string[]; problem?: { code: ErrorCode; message: string }; verdicts: CellVerdict[] }[];
}

/** The first rows of a file as they would be read, with what would happen to each cell. Writes nothing. @throws FORBIDDEN, FILE_* */
export async function previewImport(ctx: Context, object: ObjectType, path: string, options: ImportOptions): Promise<ImportPreview> {
  if (!ctx.principal.reach(object.name, "import")) throw createError("FORBIDDEN");
  const { format, rows } = await inspectSource(path, options);
  const suggestions = suggestMapping(
    object,
    ctx.principal,
    format.header,
    rows.map((r) => r.cells),
  );
  const mapping = options.mapping ?? Object.fromEntries(suggestions.map((s) => [s.column, s.confidence >= confident ? s.field : null]));
  const known = Object.fromEntries(Object.entries(mapping).filter(([, target]) => target && readTarget(object, ctx.principal, target)));
  const read = createRowReader(object, format.header, known, { clearsBlanks: false, maskedFields: new Set() });
  const env = { now: new Date(), timeZone: options.time_zone ?? timeZoneOf(ctx.principal), mode: "cell" as const };
  const shaped = rows
    .flatMap((r) => shapeRow(r, format) ?? [])
    .slice(0, shownRows)
    .map(read);
  await resolveReferences(ctx, object, shaped, { ...options, create_people: false, create_records: false }, new Map());
  const mapped = new Set(Object.values(known).map((t) => (t as string).split(".")[0] as string));
  return {
    format: {
      kind: format.kind,
      encoding: format.encoding,
      delimiter: format.delimiter,
      sheet: format.sheet,
      sheets: format.sheets,
      header_row: format.headerRow,
    },
    columns: format.header,
    suggestions,
    mapping: Object.fromEntries(format.header.map((h) => [h, known[h] ?? null])),
    keys: candidateKeys(ctx, object, mapped),
    rows: shaped.map((row) => present(ctx, object, row, mapped, env)),
  };
}

function present(
  ctx: Context,
  object: ObjectType,
  row: ImportRow,
  mapped: ReadonlySet<string>,
  env: { now: Date; timeZone: string; mode: "cell" },
): ImportPreview["rows"][number] {
  const broken = row.problems.find((p) => p.path === "");
  const verdicts: CellVerdict[] = [];
  for (const name of mapped) {
    const problem = row.problems.find((p) => p.path === name);
    const field = object.fields.get(name);
    if (!field || broken) continue;
    const value = row.record[name];
    if (problem) verdicts.push({ field: name, ok: false, ...withoutPath(presentProblem(problem, ctx.locale)) });
    else if (value === undefined || value === "") {
      const isMissing = field.required && field.default === undefined && field.emptyValue === undefined;
      verdicts.push(
        isMissing
          ? { field: name, ok: false, ...withoutPath(presentProblem({ path: name, code: "REQUIRED" }, ctx.locale)) }
          : { field: name, ok: true, value: field.emptyValue ?? null },
      );
    } else if (field.target || name === "id") verdicts.push({ field: name, ok: true, value });
    else {
      const parsed = fieldType(field.type).parse(value, field, env);
      verdicts.push(
        parsed.ok
          ? { field: name, ok: true, value: parsed.value }
          : {
              field: name,
              ok: false,
              ...withoutPath(presentProblem({ path: name, code: parsed.code, ...(parsed.params ? { params: parsed.params } : {}) }, ctx.locale)),
            },
      );
    }
  }
  return { row: row.row, cells: row.cells, ...(broken ? { problem: withoutPath(presentProblem(broken, ctx.locale)) } : {}), verdicts };
}

function withoutPath({ code, message }: { code: ErrorCode; message: string }): { code: ErrorCode; message: string } {
  return { code, message };
}
