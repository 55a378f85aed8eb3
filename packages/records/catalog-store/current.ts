import { buildCatalog, type Catalog, type CustomField, type FieldDefinition, type ObjectDefinition, type ObjectType, sanitizeObject } from "@keshu/catalog";
import type { Database } from "@keshu/kernel";

const standard: ObjectDefinition[] = [];
let current: Catalog = buildCatalog([], 0);
const listeners = new Set<(catalog: Catalog) => void>();

/** Adds a module's objects; before loadCatalog. Registering an object again replaces it. */
export function registerObjects(definitions: readonly ObjectDefinition[]): void {
  for (const definition of definitions) {
    const at = standard.findIndex((d) => d.name === definition.name);
    if (at >= 0) standard[at] = definition;
    else standard.push(definition);
  }
}

export function standardObjects(): readonly ObjectDefinition[] {
  return standard;
}

/** The catalog of this moment: an immutable snapshot. */
export function currentCatalog(): Catalog {
  return current;
}

/** Catalog of the standard objects alone, without a database. */
export function standardCatalog(): Catalog {
  return buildCatalog(
    standard.map((d) => sanitizeObject(d)),
    0,
  );
}

/** Forgets the loaded catalog: before a server is composed on another database in the same process. */
export function resetCatalog(): void {
  current = buildCatalog([], 0);
}

/** Called with every new snapshot; returns how to stop. */
export function onCatalogChange(listener: (catalog: Catalog) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Reads custom objects, fields and overrides and makes the merged catalog current. */
export async function loadCatalog(db: Database): Promise<Catalog> {
  const { rows } = await db.query<{ version: number; objects: StoredObject[]; fields: StoredField[]; overrides: StoredOverride[]; uniques: StoredUnique[] }>(
    `select (select version from keshu.catalog_version) as version,
       coalesce((select jsonb_agg(jsonb_build_object('name', name, 'definition', definition) order by created_at, name) from keshu.catalog_object where removed_at is null), '[]') as objects,
       coalesce((select jsonb_agg(jsonb_build_object('object', object, 'column', column_name, 'definition', definition) order by id) from keshu.catalog_field where removed_at is null), '[]') as fields,
       coalesce((select jsonb_agg(jsonb_build_object('object', object, 'field', field, 'definition', definition)) from keshu.catalog_override), '[]') as overrides,
       coalesce((select jsonb_agg(jsonb_build_object('object', object, 'fields', fields) order by created_at, fields) from keshu.catalog_unique), '[]') as uniques`,
  );
  const stored = rows[0] as (typeof rows)[number];
  if (stored.version < current.version) return current;
  // an override of no field is one of the object itself: its words and icon
  const faceOf = (name: string): object => stored.overrides.find((o) => o.object === name && o.field === "")?.definition ?? {};
  const merge = (definition: ObjectDefinition, custom: boolean): ObjectType =>
    sanitizeObject(
      { ...definition, ...faceOf(definition.name) },
      {
        custom,
        customFields: stored.fields.filter((f) => f.object === definition.name).map((f): CustomField => ({ ...f.definition, column: f.column })),
        overrides: new Map(stored.overrides.filter((o) => o.object === definition.name).map((o) => [o.field, o.definition])),
        addedUnique: stored.uniques.filter((u) => u.object === definition.name).map((u) => u.fields),
      },
    );
  current = buildCatalog([...standard.map((d) => merge(d, false)), ...stored.objects.map((o) => merge(o.definition, true))], stored.version);
  for (const listener of listeners) listener(current);
  return current;
}

interface StoredObject {
  name: string;
  definition: ObjectDefinition;
}
interface StoredField {
  object: string;
  column: string;
  definition: FieldDefinition;
}
interface StoredUnique {
  object: string;
  fields: string[];
}
interface StoredOverride {
  object: string;
  field: string;
  definition: Partial<FieldDefinition>;
}

/** Reloads when the database has a newer catalog; true when something changed. */
export async function refreshCatalog(db: Database): Promise<boolean> {
  const { rows } = await db.query<{ version: number }>("select version from keshu.catalog_version");
  if ((rows[0]?.version ?? 0) <= current.version) return false;
  await loadCatalog(db);
  return true;
}

/** The object at a path, reloading once before it is called unknown. */
export async function findObjectByPath(db: Database, path: string): Promise<ObjectType | undefined> {
  return current.byPath.get(path) ?? ((await refreshCatalog(db)) ? current.byPath.get(path) : undefined);
}
