import type { ObjectType } from "@keshu/catalog";
import { type Context, createError, isUuid, type Problem, within } from "@keshu/kernel";
import { covers } from "./access/predicate.ts";
import { getRecord } from "./query/read.ts";
import { actorOf } from "./write/create.ts";
import { failWith } from "./write/failure.ts";
import { loadForWrite } from "./write/load.ts";
import { withRetries } from "./write/retry.ts";

export interface TeamMember {
  user_id: string;
  access: "read" | "write";
  /** ISO 8601; null: without end. */
  until: string | null;
}

/** People the record is shared with. @throws NOT_FOUND */
export async function getTeam(ctx: Context, object: ObjectType, id: string): Promise<TeamMember[]> {
  await getRecord(ctx, object, id, { fields: ["id"] });
  const { rows } = await ctx.db.query<TeamMember>(
    // of two shares the one that reaches further: to write before to read, without end before until then
    `select user_id, access, until from (
       select distinct on (user_id) user_id, access, until, min(added_at) over (partition by user_id) as since from keshu.team_member
       where object = $1 and record_id = $2 order by user_id, access desc, until desc nulls first) m order by since, user_id`,
    [object.name, id],
  );
  return rows;
}

interface MemberInput {
  user_id: string;
  access: "read" | "write";
  until?: string | null | undefined;
}

/**
 * Replaces the record's team. People who leave it are told the record is gone from their sight.
 * @throws NOT_FOUND, FORBIDDEN, VALIDATION_FAILED, INVALID_REQUEST for administered objects, which everyone may see
 */
export async function setTeam(ctx: Context, object: ObjectType, id: string, given: readonly MemberInput[]): Promise<TeamMember[]> {
  if (object.isAdministered || object.partOf) throw createError("INVALID_REQUEST");
  return withRetries(ctx, () => ctx.db.transaction((tx) => replaceTeam(within(ctx, tx), object, id, given)));
}

async function replaceTeam(inner: Context, object: ObjectType, id: string, given: readonly MemberInput[]): Promise<TeamMember[]> {
  const { db: tx } = inner;
  const loaded = (await loadForWrite(inner, object, [id], "update", { locks: true })).get(id.toLowerCase());
  if (!loaded) throw createError("NOT_FOUND");
  const { owner_id: owner, department_id: department } = loaded.record as unknown as { owner_id: string | null; department_id: string | null };
  // Who only has a share cannot prolong it or pass it on.
  if (!covers(inner.principal.reach(object.name, "update"), owner, department, () => false)) throw createError("FORBIDDEN");
  const members = given.map((m) => ({ ...m, user_id: m.user_id.toLowerCase() }));
  await checkMembers(inner, members);
  const before = await storeMembers(inner, object, id, members);
  const removed = before.filter((b) => !members.some((m) => m.user_id === b.user_id)).map((b) => b.user_id);
  await tx.query(
    `insert into keshu.change (object, record_id, kind, actor, origin, diff, owner_before, department_before, owner_after, department_after, audience)
       values ($1, $2, 'shared', $3, $4, $5::jsonb, $6, $7, $6, $7, $8::uuid[])`,
    [object.name, id, actorOf(inner), inner.origin, JSON.stringify({ members: { from: before, to: members } }), owner, department, removed],
  );
  return getTeam(inner, object, id);
}

/** Puts these shares in the place of those there are; who is named as they were keeps what they have. @returns what was there */
async function storeMembers(ctx: Context, object: ObjectType, id: string, members: readonly MemberInput[]): Promise<TeamMember[]> {
  const { rows } = await ctx.db.query<TeamMember & { by_rule: boolean }>(
    `select user_id, access, until, by_rule from keshu.team_member where object = $1 and record_id = $2 and (until is null or until > now())
     order by user_id, access desc, until desc nulls first for update`,
    [object.name, id],
  );
  const before = [...Map.groupBy(rows, (row) => row.user_id).values()].flatMap(([shown]) => shown ?? []);
  const kept = members.filter((m) => before.some((b) => b.user_id === m.user_id && b.access === m.access && isSameEnd(b.until, m.until)));
  const given = members.filter((m) => !kept.includes(m));
  // to read until a day is less than what a rule gives, which then ends
  const limited = given.filter((m) => m.access === "read" && m.until);
  const idsOf = (list: readonly MemberInput[]): string[] => list.map((m) => m.user_id);
  await ctx.db.query(
    `delete from keshu.team_member where object = $1 and record_id = $2 and user_id <> all($3::uuid[])
       and not (by_rule and user_id = any($4::uuid[]) and user_id <> all($5::uuid[]))`,
    [object.name, id, idsOf(kept), idsOf(given), idsOf(limited)],
  );
  await ctx.db.query(
    `insert into keshu.team_member (user_id, object, record_id, access, until, added_by) select u, $1, $2, a, w, $6 from unnest($3::uuid[], $4::text[], $5::timestamptz[]) v(u, a, w)`,
    [object.name, id, idsOf(given), given.map((m) => m.access), given.map((m) => m.until ?? null), actorOf(ctx)],
  );
  return before.map(({ user_id, access, until }) => ({ user_id, access, until }));
}

function isSameEnd(a: string | null, b: string | null | undefined): boolean {
  return a && b ? Date.parse(a) === Date.parse(b) : !a && !b;
}

/**
 * Lets people read records, or no longer, because of what the records say: for rules of modules, whose caller has
 * already been allowed to write. Shares that people gave stay as they are, beside these.
 */
export async function shareRecords(
  ctx: Context,
  object: ObjectType,
  changes: readonly { id: string; added: readonly string[]; removed: readonly string[] }[],
): Promise<void> {
  const pairs = (which: "added" | "removed") => [changes.flatMap((c) => c[which].map(() => c.id)), changes.flatMap((c) => c[which])];
  await ctx.db.query(
    `insert into keshu.team_member (user_id, object, record_id, access, added_by, by_rule) select u, $1, r, 'read', $4, true from unnest($2::uuid[], $3::uuid[]) v(r, u) on conflict do nothing`,
    [object.name, ...pairs("added"), actorOf(ctx)],
  );
  await ctx.db.query(
    "delete from keshu.team_member m using unnest($2::uuid[], $3::uuid[]) v(r, u) where m.object = $1 and m.record_id = r and m.user_id = u and m.by_rule",
    [object.name, ...pairs("removed")],
  );
  const asMembers = (ids: readonly string[]) => ids.map((user_id) => ({ user_id, access: "read" }));
  await ctx.db.query(
    `insert into keshu.change (object, record_id, kind, actor, origin, diff, owner_before, department_before, owner_after, department_after, audience)
       select $1, t.id, 'shared', $2, $3, v.diff::jsonb, t.owner_id, t.department_id, t.owner_id, t.department_id, v.audience::uuid[]
       from unnest($4::uuid[], $5::text[], $6::text[]) v(id, diff, audience) join ${object.table} t on t.id = v.id`,
    [
      object.name,
      actorOf(ctx),
      ctx.origin,
      changes.map((c) => c.id),
      changes.map((c) => JSON.stringify({ members: { from: asMembers(c.removed), to: asMembers(c.added) } })),
      changes.map((c) => `{${c.removed.join(",")}}`),
    ],
  );
}

async function checkMembers(ctx: Context, members: readonly MemberInput[]): Promise<void> {
  const problems: Problem[] = [];
  const { rows } = await ctx.db.query<{ id: string }>(`select id from crm."user" where id = any($1::uuid[]) and deleted_at is null`, [
    members.map((m) => m.user_id).filter(isUuid),
  ]);
  const known = new Set(rows.map((r) => r.id));
  const seen = new Set<string>();
  members.forEach((member, i) => {
    if (!known.has(member.user_id)) problems.push({ path: `members.${i}.user_id`, code: "UNKNOWN_PERSON", params: { value: member.user_id } });
    if (seen.has(member.user_id)) problems.push({ path: `members.${i}.user_id`, code: "NOT_UNIQUE" });
    if (member.until && !isMoment(member.until)) problems.push({ path: `members.${i}.until`, code: "INVALID_DATETIME" });
    seen.add(member.user_id);
  });
  if (problems.length) throw failWith(problems);
}

function isMoment(text: string): boolean {
  const year = new Date(text).getUTCFullYear();
  return year >= 1 && year <= 9999;
}
