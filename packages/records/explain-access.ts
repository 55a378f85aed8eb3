import type { ObjectType } from "@keshu/catalog";
import { type Action, actions, type Context, type Grant, type Label, type Principal, type Reach } from "@keshu/kernel";
import { sharedColumn } from "./access/predicate.ts";
import { getRecord } from "./query/read.ts";

export interface AccessReason {
  /** administrator, baseline, all, owner, report, department, team. */
  rule: string;
  action: Action;
  label: Label;
  /** The owner, department or end of the share the reason rests on. */
  detail?: string | null;
  /** The roles that give it, with their data scope. */
  roles: { id: string; label: Label; scope: string }[];
}

interface Place {
  owner_id: string | null;
  department_id: string | null;
  access: string | null;
  until: string | null;
}

/**
 * What a person can do with a record, and why. The caller must be able to read the record.
 * @throws NOT_FOUND
 */
export async function explainAccess(
  ctx: Context,
  object: ObjectType,
  id: string,
  person: Principal,
): Promise<{ can: Record<Action, boolean>; because: AccessReason[] }> {
  await getRecord(ctx, object, id, { fields: ["id"] });
  const { rows } = await ctx.db.query<Place>(
    `select t.owner_id, t.department_id, m.access, m.until from ${object.table} t
     left join keshu.team_member m on m.record_id = ${sharedColumn(object.name, "t")} and m.object = $2 and m.user_id = $3 and (m.until is null or m.until > now())
     where t.id = $1 order by m.access desc nulls last, m.until desc nulls first limit 1`,
    [id, object.partOf && object.wholeOf ? object.wholeOf : object.name, person.userId],
  );
  const record = rows[0];
  const because: AccessReason[] = [];
  const can = {} as Record<Action, boolean>;
  for (const action of actions) {
    const reach = person.reach(object.name, action);
    const reasons = record && reach ? reasonsFor(person, reach, person.grants?.(object.name, action) ?? [], record) : [];
    can[action] = reasons.length > 0;
    because.push(...reasons.map((reason) => ({ ...reason, action })));
  }
  return { can, because: because.map((reason) => withoutConcealed(ctx, object, reason)) };
}

/** Whether the caller may ask about this person's access: their own, that of who reports to them, anyone's to a record they own, and all as an administrator. */
export async function mayExplainFor(ctx: Context, object: ObjectType, id: string, userId: string): Promise<boolean> {
  const { principal } = ctx;
  const asked = userId.toLowerCase();
  if (asked === principal.userId || principal.isAdministrator || principal.kind === "system" || principal.reports.includes(asked)) return true;
  const { rows } = await ctx.db.query<{ owner_id: string | null }>(`select owner_id from ${object.table} where id = $1`, [id]);
  return rows[0]?.owner_id === principal.userId;
}

/**
 * The owner or department behind a reason is a field of the record, the roles are one of the person: who may not
 * see the field is not told.
 */
function withoutConcealed(ctx: Context, object: ObjectType, reason: AccessReason): AccessReason {
  const field = { owner: "owner_id", report: "owner_id", department: "department_id" }[reason.rule];
  return {
    ...reason,
    ...(field && isConcealed(ctx, object.name, field) ? { detail: null } : {}),
    roles: isConcealed(ctx, "user", "role_ids") ? [] : reason.roles,
  };
}

function isConcealed(ctx: Context, object: string, field: string): boolean {
  const access = ctx.principal.restrictedFields(object).get(field);
  return access === "hidden" || access === "masked";
}

type Reason = Omit<AccessReason, "action">;

function reasonsFor(person: Principal, reach: Reach, grants: readonly Grant[], record: Place): Reason[] {
  const rolesThat = (gives: (reach: Reach) => boolean): AccessReason["roles"] =>
    grants.flatMap((grant) => (grant.role && gives(grant.reach) ? [{ ...grant.role, scope: grant.scope }] : []));
  const toAll = rolesThat((one) => one.all);
  if (person.isAdministrator) return [{ rule: "administrator", label: { zh: "是管理员", en: "Is an administrator" }, roles: toAll }];
  if (reach.all) {
    const isForEveryone = grants.some((grant) => !grant.role && grant.reach.all);
    return isForEveryone
      ? [{ rule: "baseline", label: { zh: "所有同事都可以", en: "All colleagues may" }, roles: [] }]
      : [{ rule: "all", label: { zh: "角色的数据范围是全部", en: "A role reaches all records" }, roles: toAll }];
  }
  const reasons: Reason[] = [];
  const { owner_id: owner, department_id: department } = record;
  if (owner && reach.owners.includes(owner)) {
    const isOwn = owner === person.userId;
    reasons.push({
      rule: isOwn ? "owner" : "report",
      label: isOwn ? { zh: "是负责人", en: "Owns the record" } : { zh: "负责人是其下属", en: "The owner reports to them" },
      detail: owner,
      roles: rolesThat((one) => one.owners.includes(owner)),
    });
  }
  if (department && reach.departments.includes(department))
    reasons.push({
      rule: "department",
      label: { zh: "所属部门在角色的数据范围内", en: "A role reaches the record's department" },
      detail: department,
      roles: rolesThat((one) => one.departments.includes(department)),
    });
  if (reach.shared && record.access && (reach.shared.access === "read" || record.access === "write"))
    reasons.push({ rule: "team", label: { zh: "是团队成员", en: "Is a team member" }, detail: record.until, roles: rolesThat((one) => one.shared !== null) });
  return reasons;
}
