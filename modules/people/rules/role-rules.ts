import type { Context, Problem } from "@keshu/kernel";
import { currentCatalog, type ObjectRules, type PendingWrite } from "@keshu/records";
import { auditAs } from "../server/audit.ts";
import { bumpIdentity } from "../server/identity-epoch.ts";
import { type StoredRole, toRoleDefinition } from "../server/load-identity.ts";
import { checkFields, checkPermissions, checkPlatform, departmentsNamed } from "./check-role.ts";
import { exceeds } from "./exceeds.ts";
import { checkLastAdministrator } from "./last-administrator.ts";
import { refuse } from "./require.ts";
import { forgetRemoved, withoutStale } from "./stale-lines.ts";

const rightsFields = ["is_administrator", "permissions", "fields", "platform"] as const;

export const roleRules: ObjectRules = {
  object: "role",
  async beforeWrite(ctx, rows) {
    for (const row of rows) {
      if (row.operation === "delete") continue;
      for (const name of ["permissions", "fields"])
        if (name in row.values) row.values[name] = withoutStale(row.values[name], row.stored?.[name], currentCatalog());
      row.problems.push(...checkShape(row));
      // Keys of administrators and the like: a role cannot be made to give more than its maker has.
      if (row.problems.length === 0 && exceeds(ctx.principal, definitionOf(row), currentCatalog()))
        row.problems.push({ path: "permissions", code: "RIGHTS_EXCEEDED" });
    }
    await checkDepartmentsExist(ctx, rows);
    await refuseUsed(
      ctx,
      rows.filter((r) => r.operation === "delete"),
    );
  },
  afterRemoval: forgetRemoved,
  async afterWrite(ctx, rows) {
    await bumpIdentity(ctx.db);
    for (const row of rows) {
      const details = Object.fromEntries(
        rightsFields.filter((name) => name in row.values).map((name) => [name, { from: row.stored?.[name] ?? null, to: row.values[name] ?? null }]),
      );
      if (row.operation !== "update" || Object.keys(details).length)
        await auditAs(ctx, { kind: `role.${past[row.operation]}`, object: "role", recordId: row.id, details });
    }
    if (rows.some((r) => r.stored?.is_administrator)) refuse(await checkLastAdministrator(ctx.db, "is_administrator"));
  },
};

const past = { create: "created", update: "updated", delete: "deleted", restore: "restored" } as const;

function checkShape(row: PendingWrite): Problem[] {
  const { values } = row;
  const catalog = currentCatalog();
  return [
    ...("permissions" in values ? checkPermissions(values.permissions, catalog) : []),
    ...("fields" in values ? checkFields(values.fields, catalog) : []),
    ...("platform" in values ? checkPlatform(values.platform) : []),
  ];
}

function definitionOf(row: PendingWrite): ReturnType<typeof toRoleDefinition> {
  return toRoleDefinition({ ...row.stored, ...row.values } as unknown as StoredRole);
}

/** One that a role named already may have been deleted since. */
async function checkDepartmentsExist(ctx: Context, rows: readonly PendingWrite[]): Promise<void> {
  const named = rows.flatMap((row) => {
    const had = new Set(departmentsNamed(row.stored?.permissions).map((d) => d.id));
    return departmentsNamed(row.values.permissions).flatMap((d) => (had.has(d.id) ? [] : { ...d, row }));
  });
  if (named.length === 0) return;
  const { rows: found } = await ctx.db.query<{ id: string }>('select id from crm."department" where id = any($1::uuid[]) and deleted_at is null', [
    named.map((d) => d.id),
  ]);
  const known = new Set(found.map((d) => d.id));
  for (const { id, path, row } of named) if (!known.has(id)) row.problems.push({ path, code: "UNKNOWN_RECORD" });
}

/** A role that people have is taken from them first. */
async function refuseUsed(ctx: Context, rows: readonly PendingWrite[]): Promise<void> {
  const ids = rows.map((r) => r.stored?.id as string);
  if (ids.length === 0) return;
  const { rows: used } = await ctx.db.query<{ id: string }>(
    `select distinct id from (select unnest(role_ids) as id from crm."user" where role_ids && $1::uuid[] and deleted_at is null) r where id = any($1::uuid[])`,
    [ids],
  );
  const inUse = new Set(used.map((u) => u.id));
  for (const row of rows) if (inUse.has(row.stored?.id as string)) row.problems.push({ path: "", code: "IN_USE" });
}
