import type { ObjectType } from "@keshu/catalog";
import { type Action, actions, type Context, type Label, type Principal, type Reach } from "@keshu/kernel";
import { sharedColumn } from "./access/predicate.ts";
import { getRecord } from "./query/read.ts";

export interface AccessReason {
  /** administrator, baseline, all, owner, report, department, team. */
  rule: string;
  action: Action;
  label: Label;
  /** The owner, department or end of the share the reason rests on. */
  detail?: string | null;
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
  const { rows } = await ctx.db.query<{ owner_id: string | null; department_id: string | null; access: string | null; until: string | null }>(
    `select t.owner_id, t.department_id, m.access, m.until from ${object.table} t
     left join keshu.team_member m on m.record_id = ${sharedColumn(object.name, "t")} and m.object = $2 and m.user_id = $3 and (m.until is null or m.until > now())
     where t.id = $1 order by m.access desc nulls last, m.until desc nulls first limit 1`,
    [id, object.partOf && object.wholeOf ? object.wholeOf : object.name, person.userId],
  );
  const record = rows[0];
  const because: AccessReason[] = [];
  const can = {} as Record<Action, boolean>;
  for (const action of actions) {
    const reasons = record ? reasonsFor(person, action, person.reach(object.name, action), record) : [];
    can[action] = reasons.length > 0;
    because.push(...reasons);
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

/** The owner or department behind a reason is a field of the record: who may not see the field is not told. */
function withoutConcealed(ctx: Context, object: ObjectType, reason: AccessReason): AccessReason {
  const field = { owner: "owner_id", report: "owner_id", department: "department_id" }[reason.rule];
  const access = field ? ctx.principal.restrictedFields(object.name).get(field) : undefined;
  return access === "hidden" || access === "masked" ? { ...reason, detail: null } : reason;
}

function reasonsFor(
  person: Principal,
  action: Action,
  reach: Reach | null,
  record: { owner_id: string | null; department_id: string | null; access: string | null; until: string | null },
): AccessReason[] {
  if (!reach) return [];
  if (person.isAdministrator) return [{ rule: "administrator", action, label: { zh: "是管理员", en: "Is an administrator" } }];
  if (reach.all) return [{ rule: "all", action, label: { zh: "角色的数据范围是全部", en: "A role reaches all records" } }];
  const reasons: AccessReason[] = [];
  const { owner_id: owner, department_id: department } = record;
  if (owner && reach.owners.includes(owner)) {
    const isOwn = owner === person.userId;
    reasons.push({
      rule: isOwn ? "owner" : "report",
      action,
      label: isOwn ? { zh: "是负责人", en: "Owns the record" } : { zh: "负责人是其下属", en: "The owner reports to them" },
      detail: owner,
    });
  }
  if (department && reach.departments.includes(department))
    reasons.push({ rule: "department", action, label: { zh: "所属部门在角色的数据范围内", en: "A role reaches the record's department" }, detail: department });
  if (reach.shared && record.access && (reach.shared.access === "read" || record.access === "write")) {
    reasons.push({ rule: "team", action, label: { zh: "是团队成员", en: "Is a team member" }, detail: record.until });
  }
  return reasons;
}
