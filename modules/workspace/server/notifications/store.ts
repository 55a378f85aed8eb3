import { type Context, type Database, inLocale, type Label, newId } from "@keshu/kernel";
import { currentCatalog, type NotificationKind, readByIds } from "@keshu/records";
import { titleKey, titlesOf } from "../record-titles.ts";
import { inWords, outOfSight } from "./words.ts";

/** Days a notification is kept. */
const keptDays = 90;

export interface NewNotification {
  userId: string;
  kind: NotificationKind;
  title: Label;
  body?: string | Label | null | undefined;
  /** The field the body quotes. */
  field?: string | null | undefined;
  object?: string | null | undefined;
  recordId?: string | null | undefined;
  actorId?: string | null | undefined;
  key?: string | null | undefined;
  count?: number;
  /** One that stands for several: told again with the same key, it counts on. */
  addsUp?: boolean;
}

export interface NotificationRow {
  id: string;
  user_id: string;
  kind: NotificationKind;
  title: string;
  body: string | null;
  object: string | null;
  record_id: string | null;
  actor_id: string | null;
  field: string | null;
  count: number;
  at: string;
  read_at: string | null;
}

export const rowColumns = "id, user_id, kind, title, body, object, record_id, actor_id, field, count, at, read_at";

/** Adds them in one statement; what was told before under the same key is not told again. */
export async function addNotifications(db: Database, list: readonly NewNotification[]): Promise<void> {
  for (const addsUp of [false, true]) {
    const some = list.filter((n) => (n.addsUp ?? false) === addsUp);
    if (some.length === 0) continue;
    const column = (of: (n: NewNotification) => unknown) => some.map(of);
    await db.query(
      `insert into keshu.notification (id, user_id, kind, title, body, object, record_id, actor_id, key, count, field)
       select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::uuid[], $9::text[], $10::int[], $11::text[])
       on conflict (user_id, key) do ${
         addsUp ? "update set count = notification.count + excluded.count, at = excluded.at, read_at = null, transaction = pg_current_xact_id()" : "nothing"
       }`,
      [
        column(() => newId()),
        column((n) => n.userId),
        column((n) => n.kind),
        column((n) => JSON.stringify(n.title)),
        column((n) => (n.body ? JSON.stringify(n.body) : null)),
        column((n) => n.object ?? null),
        column((n) => n.recordId ?? null),
        column((n) => n.actorId ?? null),
        column((n) => n.key ?? null),
        column((n) => n.count ?? 1),
        column((n) => n.field ?? null),
      ],
    );
  }
}

/** As the reader sees them now: of a record no longer theirs nothing is left but that something was told. */
export async function presentNotifications(ctx: Context, rows: readonly NotificationRow[]) {
  const titles = await titlesOf(ctx, rows, { byParent: true });
  const actorIds = [...new Set(rows.flatMap((row) => row.actor_id ?? []))];
  const actors = await readByIds(ctx, "user", actorIds, ["name"]);
  return rows.map((row) => {
    const { id, kind, at, read_at, actor_id, object, record_id } = row;
    const recordTitle = record_id === null ? null : titles.get(titleKey(object, record_id));
    if (recordTitle === undefined)
      return {
        id,
        kind,
        title: inLocale(outOfSight, ctx.locale),
        body: null,
        object: null,
        record_id: null,
        record_title: null,
        actor_id: null,
        actor_name: null,
        at,
        read_at,
      };
    const actor = actor_id === null ? null : ((actors.get(actor_id)?.name as string | undefined) ?? null);
    const body = row.body === null || !mayQuote(ctx, row) ? null : (JSON.parse(row.body) as string | Label);
    return {
      id,
      kind,
      title: inWords(JSON.parse(row.title) as Label, ctx.locale, { actor, count: row.count }),
      body: body === null || typeof body === "string" ? body : inLocale(body, ctx.locale),
      object,
      record_id,
      record_title: recordTitle,
      actor_id,
      actor_name: actor,
      at,
      read_at,
    };
  });
}

/** Words of a record are quoted as long as the reader may see the field they come from. */
function mayQuote({ principal }: Context, { kind, object, field }: NotificationRow): boolean {
  const type = currentCatalog().byName.get(object ?? "");
  if (!type || (field === null && kind !== "mention")) return true;
  const restricted = principal.restrictedFields(type.name);
  const isOpen = (name: string): boolean => type.fields.has(name) && !["hidden", "masked"].includes(restricted.get(name) ?? "write");
  // told before the field was noted: any long text may have been it
  return field !== null ? isOpen(field) : type.fieldList.every((f) => f.type !== "long_text" || isOpen(f.name));
}

export async function countUnread(db: Database, userId: string): Promise<number> {
  const { rows } = await db.prepared<{ count: number }>(
    "select count(*)::int as count from (select from keshu.notification where user_id = $1 and read_at is null limit 1000) n",
    [userId],
  );
  return rows[0]?.count ?? 0;
}

/** Forgets what is older than three months. */
export async function pruneNotifications(db: Database): Promise<void> {
  await db.query("delete from keshu.notification where at < now() - make_interval(days => $1)", [keptDays]);
}
