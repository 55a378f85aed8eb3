import type { LiveSession, LiveTopic } from "@keshu/http/live/topic";
import { createError, type Database, type Locale } from "@keshu/kernel";
import { systemContext } from "@keshu/people";
import { countUnread, type NotificationRow, presentNotifications, rowColumns } from "./store.ts";

const lookEvery = 700;
const batch = 500;

/**
 * Topic `notifications`: tells people who are here what arrives for them, from whichever server it was written. As
 * `notifications:en` in the language of the page, which may be another than the account's.
 */
export function notificationTopic({ db, onError = () => {} }: { db: Database; onError?: (error: unknown) => void }): LiveTopic {
  const sessions = new Map<string, Map<LiveSession, Locale | null>>();
  /** Everything of transactions below it was told. */
  let told: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isStopped = false;

  function schedule(): void {
    if (isStopped || timer || running || sessions.size === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      running = look()
        .catch(onError)
        .finally(() => {
          running = undefined;
          schedule();
        });
    }, lookEvery);
  }

  async function settled(): Promise<string> {
    const { rows } = await db.prepared<{ edge: string }>("select keshu.settled_before()::text as edge");
    return rows[0]?.edge ?? "0";
  }

  async function look(): Promise<void> {
    const edge = await settled();
    if (told === null || edge === told) {
      told = edge;
      return;
    }
    let after = "00000000-0000-0000-0000-000000000000";
    let from: string = told;
    for (;;) {
      const { rows } = await db.prepared<NotificationRow & { transaction: string }>(
        `select ${rowColumns}, transaction::text from keshu.notification
         where (transaction, id) > ($1::text::xid8, $2::uuid) and transaction < $3::text::xid8 and user_id = any($4::uuid[])
         order by notification.transaction, id limit ${batch}`,
        [from, after, edge, [...sessions.keys()]],
      );
      for (const [userId, ofPerson] of Map.groupBy(rows, (row) => row.user_id)) await deliver(userId, ofPerson);
      const last = rows.at(-1);
      if (!last || rows.length < batch) break;
      from = last.transaction;
      after = last.id;
    }
    told = edge;
  }

  async function deliver(userId: string, rows: readonly NotificationRow[]): Promise<void> {
    const unread = await countUnread(db, userId);
    for (const [session, locale] of sessions.get(userId) ?? []) {
      const principal = session.principal();
      const ctx = { ...systemContext(db), principal, locale: locale ?? principal.locale };
      for (const notification of await presentNotifications(ctx, rows)) session.send({ type: "notification", ...notification, unread });
    }
  }

  return {
    name: "notifications",
    async join(session, subject) {
      const { kind, userId } = session.principal();
      if (kind !== "user") throw createError("FORBIDDEN");
      const edge = sessions.size === 0 ? await settled() : null;
      if (sessions.size === 0 && edge !== null) told = edge; // nothing of what came before is news
      const own = sessions.get(userId) ?? new Map();
      sessions.set(userId, own.set(session, subject === "en" || subject === "zh-CN" ? subject : null));
      schedule();
      return () => {
        own.delete(session);
        if (own.size === 0) sessions.delete(userId);
      };
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
