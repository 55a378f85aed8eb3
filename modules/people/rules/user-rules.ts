import type { Context, Problem } from "@keshu/kernel";
import { currentCatalog, type ObjectRules, type PendingWrite } from "@keshu/records";
import { auditAs } from "../server/audit.ts";
import { bumpIdentity } from "../server/identity-epoch.ts";
import { type StoredRole, toRoleDefinition } from "../server/load-identity.ts";
import { endSessionsOf } from "../server/sessions.ts";
import type { RoleDefinition } from "../shared/role-definition.ts";
import { exceeds } from "./exceeds.ts";
import { findCycles } from "./find-cycles.ts";
import { checkLastAdministrator } from "./last-administrator.ts";
import { refuse } from "./require.ts";

const past = { create: "created", update: "updated", delete: "deleted", restore: "restored" } as const;
/** What decides rights: kept in the audit log. Names, phones and addresses are not. */
const rightsFields = ["role_ids", "department_id", "manager_id", "state"] as const;

export const userRules: ObjectRules = {
  object: "user",
  async beforeWrite(ctx, rows) {
    for (const { values, problems } of rows) {
      if (typeof values.email === "string") values.email = values.email.trim().toLowerCase();
      if (typeof values.time_zone === "string" && !isTimeZone(values.time_zone)) problems.push({ path: "time_zone", code: "UNKNOWN_TIME_ZONE" });
    }
    if (!ctx.principal.isAdministrator) await checkOwnRights(ctx, rows);
  },
  async afterWrite(ctx, rows) {
    await bumpIdentity(ctx.db);
    for (const row of rows) {
      const details = Object.fromEntries(
        rightsFields.filter((name) => name in row.values).map((name) => [name, { from: row.stored?.[name] ?? null, to: row.values[name] ?? null }]),
      );
      if (row.operation !== "update" || Object.keys(details).length)
        await auditAs(ctx, { kind: `user.${past[row.operation]}`, object: "user", recordId: row.id, details });
    }
    const gone = rows.filter((r) => r.operation === "delete" || r.values.state === "frozen").map((r) => r.id);
    if (gone.length) await endSessionsOf(ctx.db, gone);
    const deleted = rows.filter((r) => r.operation === "delete").map((r) => r.id);
    if (deleted.length) await ctx.db.query("update keshu.api_key set revoked_at = now() where user_id = any($1::uuid[]) and revoked_at is null", [deleted]);
    const moved = rows.filter((r) => r.values.manager_id).map((r) => r.id);
    if (moved.length) refuse((await findCycles(ctx.db, 'crm."user"', "manager_id", moved)).map(() => ({ path: "manager_id", code: "CYCLE" })));
    const lessened = rows.find((r) => r.stored && (r.operation === "delete" || "role_ids" in r.values || r.values.state === "frozen"));
    if (
      !lessened ||
      !(await wereAdministrators(
        ctx,
        rows.flatMap((r) => idsOf(r.stored?.role_ids)),
      ))
    )
      return;
    refuse(await checkLastAdministrator(ctx.db, lessened.operation === "delete" ? "" : "role_ids" in lessened.values ? "role_ids" : "state"));
  },
};

/**
 * Who manages people without being an administrator hands out at most their own rights, does not touch people
 * with more, and changes nothing about their own place.
 */
async function checkOwnRights(ctx: Context, rows: readonly PendingWrite[]): Promise<void> {
  const ids = new Set(rows.flatMap((row) => [...idsOf(row.values.role_ids), ...idsOf(row.stored?.role_ids)]));
  const roles = await rolesById(ctx, [...ids]);
  const isBeyond = (value: unknown): boolean =>
    idsOf(value).some((id) => roles.has(id) && exceeds(ctx.principal, roles.get(id) as RoleDefinition, currentCatalog()));
  for (const row of rows) {
    const isSelf = row.stored?.id === ctx.principal.userId;
    if (isSelf)
      row.problems.push(
        ...rightsFields.filter((name) => name in row.values || row.operation === "delete").map((name): Problem => ({ path: name, code: "RIGHTS_EXCEEDED" })),
      );
    else if (isBeyond(row.stored?.role_ids)) row.problems.push({ path: "", code: "RIGHTS_EXCEEDED", params: { field: "id" } });
    else if (isBeyond(row.values.role_ids)) row.problems.push({ path: "role_ids", code: "RIGHTS_EXCEEDED" });
  }
}

async function wereAdministrators(ctx: Context, roleIds: readonly string[]): Promise<boolean> {
  return (await ctx.db.query('select 1 from crm."role" where id = any($1::uuid[]) and is_administrator limit 1', [roleIds])).rows.length > 0;
}

async function rolesById(ctx: Context, ids: readonly string[]): Promise<Map<string, RoleDefinition>> {
  if (ids.length === 0) return new Map();
  const { rows } = await ctx.db.query<StoredRole & { id: string }>(
    'select id, is_administrator, permissions, fields, platform from crm."role" where id = any($1::uuid[]) and deleted_at is null',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, toRoleDefinition(row)]));
}

function idsOf(value: unknown): string[] {
  return Array.isArray(value) ? (value as string[]) : [];
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Whether a person's roles give more than the caller has, e.g. before their password is set. */
export async function outranks(ctx: Context, userId: string): Promise<boolean> {
  if (ctx.principal.isAdministrator) return false;
  const { rows } = await ctx.db.query<{ role_ids: string[] | null }>('select role_ids from crm."user" where id = $1', [userId]);
  const roles = await rolesById(ctx, rows[0]?.role_ids ?? []);
  return [...roles.values()].some((role) => exceeds(ctx.principal, role, currentCatalog()));
}
