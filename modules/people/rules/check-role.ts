import type { Catalog } from "@keshu/catalog";
import { actions, isUuid, type Problem } from "@keshu/kernel";
import { platformPermissions } from "../shared/platform-permissions.ts";
import { fieldAccesses, scopes } from "../shared/role-definition.ts";

type Json = Record<string, unknown>;

/** What is wrong with a role's permissions, each with its path such as `permissions.0.read`. */
export function checkPermissions(value: unknown, catalog: Catalog): Problem[] {
  return checkList(value, "permissions", (line, path, seen) => {
    const problems = checkObject(line.object, `${path}.object`, catalog, true);
    if (seen.has(String(line.object))) problems.push({ path: `${path}.object`, code: "NOT_UNIQUE" });
    seen.add(String(line.object));
    for (const [name, scope] of Object.entries(line)) {
      if (name === "object" || name === "departments") continue;
      if (!(actions as readonly string[]).includes(name)) problems.push({ path: `${path}.${name}`, code: "UNKNOWN_FIELD" });
      else if (!(scopes as readonly unknown[]).includes(scope))
        problems.push({ path: `${path}.${name}`, code: "UNKNOWN_OPTION", params: { value: String(scope) } });
      else if (scope !== "none" && name !== "read" && name !== "export" && catalog.byName.get(String(line.object))?.isAdministered)
        problems.push({ path: `${path}.${name}`, code: "READ_ONLY" });
    }
    return [...problems, ...checkDepartments(line, path)];
  });
}

/** `departments` lists ids where, and only where, the scope of that name is used. */
function checkDepartments(line: Json, path: string): Problem[] {
  const isNeeded = actions.some((action) => line[action] === "departments");
  const list = line.departments;
  if (list === undefined || list === null || (Array.isArray(list) && list.length === 0))
    return isNeeded ? [{ path: `${path}.departments`, code: "REQUIRED" }] : [];
  if (!Array.isArray(list)) return [{ path: `${path}.departments`, code: "INVALID_VALUE" }];
  return list.flatMap((id, i): Problem[] => (isUuid(id) ? [] : [{ path: `${path}.departments.${i}`, code: "INVALID_ID" }]));
}

/** Named departments with their paths, for the one question whether they exist. */
export function departmentsNamed(value: unknown): { id: string; path: string }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((line: Json, i) => {
    const list = Array.isArray(line?.departments) ? (line.departments as unknown[]) : [];
    return list.flatMap((id, j) => (isUuid(id) ? [{ id: id.toLowerCase(), path: `permissions.${i}.departments.${j}` }] : []));
  });
}

export function checkFields(value: unknown, catalog: Catalog): Problem[] {
  return checkList(value, "fields", (line, path, seen) => {
    const problems = checkObject(line.object, `${path}.object`, catalog, false);
    const object = catalog.byName.get(String(line.object));
    if (object && (typeof line.field !== "string" || !object.fields.has(line.field)))
      problems.push({ path: `${path}.field`, code: "UNKNOWN_FIELD", params: { field: String(line.field ?? "") } });
    if (line.field === "id") problems.push({ path: `${path}.field`, code: "READ_ONLY", params: { field: "id" } });
    if (!(fieldAccesses as readonly unknown[]).includes(line.access))
      problems.push({ path: `${path}.access`, code: "UNKNOWN_OPTION", params: { value: String(line.access) } });
    const key = `${line.object}.${line.field}`;
    if (seen.has(key)) problems.push({ path: `${path}.field`, code: "NOT_UNIQUE" });
    seen.add(key);
    for (const name of Object.keys(line)) if (!["object", "field", "access"].includes(name)) problems.push({ path: `${path}.${name}`, code: "UNKNOWN_FIELD" });
    return problems;
  });
}

export function checkPlatform(value: unknown): Problem[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) return [{ path: "platform", code: "INVALID_VALUE" }];
  return value.flatMap((name, i): Problem[] =>
    platformPermissions().has(name as string) ? [] : [{ path: `platform.${i}`, code: "UNKNOWN_OPTION", params: { value: String(name) } }],
  );
}

function checkList(value: unknown, path: string, check: (line: Json, path: string, seen: Set<string>) => Problem[]): Problem[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) return [{ path, code: "INVALID_VALUE" }];
  const seen = new Set<string>();
  return value.flatMap((line, i) => {
    if (typeof line !== "object" || line === null || Array.isArray(line)) return [{ path: `${path}.${i}`, code: "INVALID_VALUE" } satisfies Problem];
    return check(line as Json, `${path}.${i}`, seen);
  });
}

function checkObject(name: unknown, path: string, catalog: Catalog, takesWildcard: boolean): Problem[] {
  if (name === undefined || name === null || name === "") return [{ path, code: "REQUIRED" }];
  if ((takesWildcard && name === "*") || (typeof name === "string" && catalog.byName.has(name))) return [];
  return [{ path, code: "UNKNOWN_OBJECT" }];
}
