import { type Field, fieldType, type ObjectType } from "@keshu/catalog";
import { type Context, isUuid, type Problem } from "@keshu/kernel";
import { accessPredicate } from "../access/predicate.ts";
import { currentCatalog } from "../catalog-store/current.ts";
import { newParameters } from "../parameters.ts";

interface Row {
  values: Record<string, unknown>;
  problems: Problem[];
}

/**
 * Every record a relation points to must exist and be readable by the writer: one query per target object.
 * Values equal to the stored ones are not asked again, so an old pointer does not block other changes.
 */
export async function checkReferences(
  ctx: Context,
  object: ObjectType,
  rows: readonly (Row & { stored?: Record<string, unknown> | null })[],
  assumed?: ReadonlySet<string>,
): Promise<void> {
  const wanted = new Map<string, Map<string, { row: Row; field: Field }[]>>();
  const files = new Map<string, { row: Row; field: Field }[]>();
  for (const row of rows) {
    for (const name in row.values) {
      const field = object.fields.get(name);
      if (!field || (!field.target && field.type !== "file") || row.values[name] === null) continue;
      const before = row.stored?.[name];
      for (const id of idsOf(field, row.values[name])) {
        if (id === ctx.principal.userId && field.target === "user") continue;
        if (id === ctx.principal.departmentId && field.target === "department") continue;
        if (assumed?.has(id)) continue;
        if (before === id || (Array.isArray(before) && before.includes(id))) continue;
        const ofTarget = field.target ? (wanted.get(field.target) ?? new Map()) : files;
        if (field.target) wanted.set(field.target, ofTarget);
        const uses = ofTarget.get(id) ?? [];
        ofTarget.set(id, uses);
        uses.push({ row, field });
      }
    }
  }
  for (const [target, ids] of wanted) {
    const found = await existing(ctx, target, [...ids.keys()]);
    for (const [id, uses] of ids) {
      if (found.has(id)) continue;
      for (const { row, field } of uses) row.problems.push({ path: field.name, code: "UNKNOWN_RECORD" });
    }
  }
  if (files.size === 0) return;
  const own = await ownFiles(ctx, [...files.keys()]);
  for (const [id, uses] of files) {
    if (own.has(id)) continue;
    for (const { row, field } of uses) row.problems.push({ path: field.name, code: "UNKNOWN_FILE" });
  }
}

/** Files the writer uploaded: naming somebody else's would hand it to the record's readers. */
async function ownFiles(ctx: Context, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await ctx.db.prepared<{ id: string }>("select id from keshu.file where id = any($1::uuid[]) and (created_by = $2 or $3)", [
    ids.filter(isUuid),
    ctx.principal.userId,
    ctx.principal.kind === "system",
  ]);
  return new Set(rows.map((r) => r.id));
}

async function existing(ctx: Context, targetName: string, ids: readonly string[]): Promise<Set<string>> {
  const target = currentCatalog().byName.get(targetName);
  const reach = target ? ctx.principal.reach(targetName, "read") : null;
  const valid = ids.filter(isUuid);
  if (!target || !reach || valid.length === 0) return new Set();
  const p = newParameters();
  const { rows } = await ctx.db.prepared<{ id: string }>(
    `select t.id from ${target.table} t where t.id = any(${p.add(valid)}::uuid[]) and t.deleted_at is null and ${accessPredicate(reach, targetName, p, "one")}`,
    p.values,
  );
  return new Set(rows.map((r) => r.id));
}

function idsOf(field: Field, value: unknown): string[] {
  if (fieldType(field.type).isArray) return Array.isArray(value) ? (value as string[]) : [];
  return typeof value === "string" ? [value] : [];
}
