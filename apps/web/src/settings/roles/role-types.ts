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
  description: string;
  is_administrator: boolean;
  permissions: PermissionLine[];
  fields: FieldLine[];
  platform: string[];
}

export function roleDraft(record: ApiRecord | undefined): RoleDraft {
  return {
    name: String(record?.name ?? ""),
    description: String(record?.description ?? ""),
    is_administrator: record?.is_administrator === true,
    permissions: (record?.permissions as PermissionLine[] | null) ?? [],
    fields: (record?.fields as FieldLine[] | null) ?? [],
    platform: (record?.platform as string[] | null) ?? [],
  };
}

/** Sets one cell of the matrix; a line that grants nothing goes away. */
export function setScope(lines: readonly PermissionLine[], object: string, action: Action, scope: Scope | "default"): PermissionLine[] {
  const found = lines.find((l) => l.object === object) ?? { object };
  const { [action]: _, ...rest } = found;
  const next = (scope === "default" ? rest : { ...rest, [action]: scope }) as PermissionLine;
  const hasAny = Object.keys(next).some((k) => k !== "object" && k !== "departments");
  if (!usesDepartments(next)) delete next.departments;
  const others = lines.filter((l) => l.object !== object);
  return hasAny ? [...others, next] : others;
}

export function usesDepartments(line: PermissionLine): boolean {
  return Object.values(line).includes("departments");
}

/** Objects whose records only administrators write: others may at most read and export them. */
export const administered = new Set(["user", "department", "role"]);

export function roleObjects(objects: readonly ObjectInfo[]): ObjectInfo[] {
  return objects.filter((o) => !administered.has(o.name));
}
