import type { Label } from "@keshu/kernel";
import type { Field, FieldDefinition } from "./field.ts";

/** A state machine over one select field of the object. */
export interface StateMachine {
  field: string;
  initial: string;
  transitions: Transition[];
}

export interface Transition {
  /** "*" for any state. */
  from: string | "*";
  to: string;
  label: Label;
  /** Names of guards the module registers; all must agree. */
  guards?: string[];
  /** Fields that must have a value by the time of the transition. */
  requires?: string[];
}

/** An object as it is declared. */
export interface ObjectDefinition {
  name: string;
  /** Default: name + "s". */
  path?: string;
  label: Label;
  pluralLabel?: Label;
  module?: string;
  icon?: string;
  /** Field that names a record to people; default "name". */
  titleField?: string;
  /** Prefix of `number`, e.g. "CU". */
  numberPrefix?: string;
  fields: FieldDefinition[];
  /** Fields of which no two records may have the same combination of values; a record that lacks one of them is not compared. */
  uniqueTogether?: string[][];
  /** Further indexes, each a list of fields, for common filter + sort pairs. */
  indexes?: string[][];
  states?: StateMachine;
  /** Columns of a list before the reader chose their own. */
  listFields?: string[];
  /** What a record's page shows first, beside title and owner; default: chosen from listFields. */
  keyFields?: string[];
  /** What everyone signed in may do at least, e.g. read all users. */
  baseline?: Partial<Record<"create" | "read" | "update" | "delete", "self" | "all">>;
  /** false for objects that hold no business of their own, such as roles: not in navigation. */
  isNavigable?: boolean;
  /** The relation to the record this is a part of: rights, shares, owner and department are those of the whole. */
  partOf?: string;
  /** Only administrators write it through the generic endpoints. */
  isAdministered?: boolean;
}

/** An object ready for use. */
export interface ObjectType extends Omit<ObjectDefinition, "fields"> {
  path: string;
  /** Name of the object this is a part of. */
  wholeOf?: string;
  /** Those of `uniqueTogether` that an administrator added. */
  addedUnique: readonly (readonly string[])[];
  titleField: string;
  pluralLabel: Label;
  custom: boolean;
  /** Schema-qualified, quoted table name. */
  table: string;
  fields: ReadonlyMap<string, Field>;
  /** In order of declaration: system fields last. */
  fieldList: readonly Field[];
  searchableFields: readonly Field[];
}
