import type { FieldAccess, Label } from "@keshu/kernel";
import type { FieldTypeId } from "./field-types/registry.ts";

export type { FieldTypeId };

export interface Option {
  value: string;
  label: Label;
  /** A token of the palette: gray, jade, blue, amber, red, violet. */
  color?: string;
  /** Retired options stay readable on old records but are not offered. */
  retired?: boolean;
}

/** A field as it is declared: by a module in TypeScript, or by an administrator as a row. */
export interface FieldDefinition {
  name: string;
  type: FieldTypeId;
  label: Label;
  help?: Label;
  required?: boolean;
  unique?: boolean;
  /** An index of its own, for fields people filter by. Relations always have one. */
  indexed?: boolean;
  /** Takes part in search and has `contains` by index. Default: text, phone, email of at most 500 characters. */
  searchable?: boolean;
  /** In API form; or "$now", "$today", "$user" for the moment and the person of the write. */
  default?: unknown;
  options?: Option[];
  /** Object a relation, relations, user or department points to. */
  target?: string;
  /** Name of the related list on the target's page. */
  inverseLabel?: Label;
  /** text: characters; number, percent: bounds. */
  maxLength?: number;
  min?: number;
  max?: number;
  decimals?: number;
  /** auto_number: prefix before the year and month, e.g. "CU" → CU202611-000123. */
  prefix?: string;
  pattern?: string;
  /** A price or a rate: values of several records do not add up. */
  isPerUnit?: boolean;
  /** Seen but never set through the API (set by rules). */
  readOnly?: boolean;
  sensitivity?: "normal" | "personal" | "secret";
  /** What an empty import cell or an explicit null becomes; industry → 其他. */
  emptyValue?: unknown;
  /** Header names by which imports recognise the field, besides its name and labels. */
  aliases?: string[];
  /** Place in forms: a heading key; fields with the same group stand together. */
  group?: string;
  /** boolean: true once the moment in that datetime field has passed. Has no column; read-only. */
  pastOf?: string;
  /** The field that holds the same text for English readers; renaming this one without it forgets it. */
  inEnglish?: string;
  /** Set on companions such as `amount_currency`: the field they belong to. */
  companionOf?: string;
}

/** A field ready for use: defaults filled in, its column known. */
export interface Field extends FieldDefinition {
  column: string;
  /** true for id, number, created_at… that every object has. */
  system: boolean;
  custom: boolean;
  searchable: boolean;
  required: boolean;
  unique: boolean;
  access?: FieldAccess;
}
