import type { Action, ApiRecord, ObjectInfo, Scope } from "../../api/types.ts";

export type PermissionLine = { object: string; departments?: string[] } & Partial<Record<Action, Scope>>;
export type FieldAccess = "hidden" | "masked" | "read" | "write";

export interface FieldLine {
  object: string;
  field: string;
  access: FieldAccess;
}

/** A role as the page edits it. */
export interface RoleDraft {
  name: string;
  name_en: string;
  description: string;
  description_en: string;
  is_administrator: boolean;
  permissions: PermissionLine[];
  fields: FieldLine[];
  platform: string[];
}

export function roleDraft(record: ApiRecord | undefined): RoleDraft {
  return {
    name: String(record?.name ?? ""),
    name_en: String(record?.name_en ?? ""),
    description: String(record?.description ?? ""),
    description_en: String(record?.description_en ?? ""),
    is_administrator: record?.is_administrator === true,
    permissions: (record?.permissions as PermissionLine[] | null) ?? [],
    fields: (record?.fields as FieldLine[] | null) ?? [],
    platform: (record?.platform as string[] | null) ?? [],
  };
}

/** A new role that grants what another one does; the texts for English readers are its own to be written. */
export function copyOf(record: ApiRecord, name: string, isKnown: (object: string, field?: string) => boolean): RoleDraft {
  const draft = roleDraft(record);
  return {
    ...draft,
    name,
    name_en: "",
    permissions: draft.permissions.filter((line) => line.object === "*" || isKnown(line.object)),
    fields: draft.fields.filter((line) => isKnown(line.object, line.field)),
  };
}

/** What a role grants on an object: its own line, else the line for every object. */
export function scopeOf(lines: readonly PermissionLine[], object: string, action: Action): Scope {
  const line = lines.find((l) => l.object === object) ?? lines.find((l) => l.object === "*");
  return line?.[action] ?? "none";
}

/** Sets one cell of the matrix. An object's own line replaces the line for every object, so it begins as a copy of it and goes away once it says the same. */
export function setScope(lines: readonly PermissionLine[], object: string, action: Action, scope: Scope): PermissionLine[] {
  const all = lines.find((l) => l.object === "*");
  const found = lines.find((l) => l.object === object) ?? { ...(object === "*" ? {} : all), object };
  const next = tidy({ ...found, [action]: scope });
  const others = lines.filter((l) => l.object !== object);
  return isSame(next, object === "*" ? undefined : all) ? others : [...others, next];
}

function tidy(line: PermissionLine): PermissionLine {
  const kept = Object.fromEntries(Object.entries(line).filter(([, v]) => v !== "none")) as PermissionLine;
  if (!usesDepartments(kept)) delete kept.departments;
  return kept;
}

/** Whether a line says no more and no less than the one for every object, or than none at all. */
function isSame(line: PermissionLine, all: PermissionLine | undefined): boolean {
  const said = ({ object: _, ...rest }: PermissionLine) =>
    JSON.stringify(
      Object.entries(rest)
        .filter(([, v]) => v !== "none")
        .sort(),
    );
  return said(line) === said(all ?? { object: "*" });
}

export function usesDepartments(line: PermissionLine): boolean {
  return Object.values(line).includes("departments");
}

/** Whether a line speaks of chosen departments and none is chosen. */
export function lacksDepartments(line: PermissionLine): boolean {
  return usesDepartments(line) && !line.departments?.length;
}

/** Objects whose records only administrators write: others may at most read and export them. */
export const administered = new Set(["user", "department", "role"]);

/** Objects a role has a line for. Parts, such as the products of a deal, have their rights from the whole. */
export function roleObjects(objects: readonly ObjectInfo[]): ObjectInfo[] {
  return objects.filter((o) => !administered.has(o.name) && !o.part_of);
}
