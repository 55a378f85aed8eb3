import type { ErrorCode, Locale, Problem } from "@keshu/kernel";
import type { Field, FieldTypeId } from "./field.ts";

export type Operator = "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "in" | "nin" | "contains" | "starts" | "between" | "empty";

export type Parsed<Value> = { ok: true; value: Value } | { ok: false; code: ErrorCode; params?: Record<string, string | number> };

/** The moment and habits in which a value is read. */
export interface ParseEnvironment {
  now: Date;
  /** IANA zone in which dates without a zone are meant. */
  timeZone: string;
  /**
   * "strict" for the API: JSON of the documented form, and the forgiving forms people write.
   * "cell" for imported text: also placeholders such as "-", "NULL", "无" mean empty.
   */
  mode: "strict" | "cell";
}

/** JSON value in API form: what a record shows for the field. */
export type ApiValue = string | number | boolean | null | ApiValue[] | { [key: string]: ApiValue };

/**
 * A field type: one folder, one value of this shape, one line in the registry.
 * Every field has exactly one column.
 */
export interface FieldType {
  id: FieldTypeId;
  /** PostgreSQL type of the column. */
  sqlType: (field: Field) => string;
  /** Recognises a non-null value as a program or a person gives it. Null and "" never reach it. */
  parse: (input: unknown, field: Field, env: ParseEnvironment) => Parsed<ApiValue>;
  /** API form → text form of the column (PostgreSQL input syntax, e.g. `{a,b}` for arrays). */
  encode: (value: ApiValue, field: Field) => string;
  /** Expression that yields the API form (through the connection's parsers) from the column. Default: the column. */
  select?: (column: string, field: Field) => string;
  operators: readonly Operator[];
  /** Element type for filters on array columns: `contains`/`in`/`eq` test membership. */
  isArray?: boolean;
  /** ICU collation of the column when sorted; set on text people read. */
  collation?: string;
  isSortable: boolean;
  /** sum, avg, min, max make sense. */
  isMeasure?: boolean;
  isGroupable?: boolean;
  /** Pieces of text that search finds the record by. */
  searchText?: (value: ApiValue, field: Field) => string[];
  /** What a reader with "masked" rights sees. */
  mask: (value: ApiValue, field: Field) => ApiValue;
  /** JSON Schema (2020-12) of the output form. */
  schema: (field: Field) => Record<string, unknown>;
  /** JSON Schema of what input takes; default: schema. */
  inputSchema?: (field: Field) => Record<string, unknown>;
  /** Text of a cell in an export; a later import of it gives the same value. */
  toCell: (value: ApiValue, field: Field, env: { locale: Locale; timeZone: string }) => string;
  /** Definition check when an administrator makes a field; codes for what is missing. */
  validateDefinition?: (field: Field) => Problem[];
  /** A value for the contract suite and for examples in the API page. */
  example: (field: Field) => ApiValue;
}

export function accept<Value>(value: Value): Parsed<Value> {
  return { ok: true, value };
}

export function refuse(code: ErrorCode, params?: Record<string, string | number>): Parsed<never> {
  return params ? { ok: false, code, params } : { ok: false, code };
}
