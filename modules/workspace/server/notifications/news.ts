import type { ObjectType } from "@keshu/catalog";
import { type ChangeRow, currentCatalog } from "@keshu/records";
import { excerptAround, mentionedIn } from "./mention-marks.ts";

/** One change as it concerns one person. */
export interface News {
  userId: string;
  kind: "mention" | "assigned" | "shared";
  object: ObjectType;
  row: ChangeRow;
  /** The field that names the person, and the words around. */
  field?: string;
  body?: string;
}

/** Records that come from somewhere else bring no news: what old notes say was said long ago. */
const silentOrigins = /^(demo|start)(:|$)/;

/** The changes that may concern someone, as SQL: most of them concern nobody but who made them. */
export const maybeNews = `c.origin !~ '${silentOrigins.source}' and (c.kind = 'shared'
  or (c.kind in ('created', 'updated') and ((c.owner_after is not null and c.owner_after is distinct from coalesce(c.owner_before, c.actor)) or c.diff::text like '%](user:%')))`;

/** Whom a change concerns, before their rights are asked. Never the person who made it. */
export function newsIn(row: ChangeRow): News[] {
  const object = currentCatalog().byName.get(row.object);
  if (!object || object.isAdministered || silentOrigins.test(row.origin)) return [];
  const news = [...mentionsIn(row, object), ...assignmentIn(row, object), ...sharesIn(row, object)];
  return news.filter((one) => one.userId !== row.actor);
}

function mentionsIn(row: ChangeRow, object: ObjectType): News[] {
  if ((row.kind !== "created" && row.kind !== "updated") || row.origin.startsWith("import:")) return [];
  const named = new Map<string, News>();
  for (const [field, { from, to }] of Object.entries(row.diff)) {
    if (object.fields.get(field)?.type !== "long_text") continue;
    const before = mentionedIn(from);
    for (const userId of mentionedIn(to)) {
      if (before.has(userId) || named.has(userId)) continue;
      named.set(userId, { userId, kind: "mention", object, row, field, body: excerptAround(String(to), userId) });
    }
  }
  return [...named.values()];
}

function assignmentIn(row: ChangeRow, object: ObjectType): News[] {
  // parts have the owner of their whole, which is told of
  if (object.wholeOf !== undefined) return [];
  const userId = row.owner_after;
  if ((row.kind !== "created" && row.kind !== "updated") || userId === null || userId === row.owner_before) return [];
  return [{ userId, kind: "assigned", object, row }];
}

function sharesIn(row: ChangeRow, object: ObjectType): News[] {
  if (row.kind !== "shared") return [];
  const before = new Set(membersOf(row.diff.members?.from));
  return membersOf(row.diff.members?.to).flatMap((userId): News[] => (before.has(userId) ? [] : [{ userId, kind: "shared", object, row }]));
}

function membersOf(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap((member: { user_id?: unknown }) => (typeof member?.user_id === "string" ? member.user_id : [])) : [];
}
