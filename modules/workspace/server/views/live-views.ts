import type { LiveSession, LiveTopic } from "@keshu/http/live/topic";
import { createError, type Database } from "@keshu/kernel";

const lookEvery = 1500;

/** Topic `views`: says that saved views have changed, on whichever server; who hears it asks for those they may see. */
export function viewsTopic({ db, onError = () => {} }: { db: Database; onError?: (error: unknown) => void }): LiveTopic {
  const sessions = new Set<LiveSession>();
  let seen: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isStopped = false;

  /** Changes with every view that comes, goes or is changed, also when two commit out of turn. */
  async function stamp(): Promise<string> {
    const { rows } = await db.prepared<{ stamp: string }>(
      "select count(*) || ' ' || coalesce(sum(extract(epoch from updated_at)), 0) as stamp from keshu.view",
    );
    return rows[0]?.stamp ?? "";
  }

  async function look(): Promise<void> {
    const now = await stamp();
    if (seen !== null && now !== seen) for (const session of sessions) session.send({ type: "views" });
    seen = now;
  }

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

  return {
    name: "views",
    async join(session) {
      if (session.principal().kind !== "user") throw createError("FORBIDDEN");
      if (sessions.size === 0) seen = await stamp(); // what came before is known to whoever has just asked
      sessions.add(session);
      schedule();
      return () => sessions.delete(session);
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
