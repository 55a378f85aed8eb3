import type { Database } from "@keshu/kernel";

const listeners = new Set<() => void>();
let generation = 0;

/** What says at the commit of a change of rights that it is there. */
export const identityChannel = "keshu_identity";

/** Grows with every invalidation on this server. */
export function identityGeneration(): number {
  return generation;
}

/** Forgets every cached identity on this server. */
export function invalidateIdentity(): void {
  generation++;
  for (const listener of listeners) listener();
}

/** Called on every invalidation, e.g. to close sockets whose session ended; returns how to stop. */
export function onIdentityChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes the lock under which rights change, until the transaction ends. */
export async function lockIdentity(tx: Database): Promise<void> {
  await tx.query("select epoch from keshu.identity_epoch for update");
}

/** Says, in the transaction that changes rights, that every server must forget what it cached; this one at its commit. */
export async function bumpIdentity(tx: Database): Promise<void> {
  await tx.query(`with bumped as (update keshu.identity_epoch set epoch = epoch + 1 returning epoch)
    select pg_notify('${identityChannel}', epoch::text) from bumped`); // such commits queue for the row anyway
  tx.afterCommit(invalidateIdentity);
}

export async function readIdentityEpoch(db: Database): Promise<number> {
  const { rows } = await db.prepared<{ epoch: number }>("select epoch from keshu.identity_epoch");
  return Number(rows[0]?.epoch ?? 0);
}

/**
 * Notices changes made on other servers: at once when `listen` brings their word, else by one tiny read every second.
 * Errors are left to the next round.
 */
export function followIdentity(db: Database, listen?: (onMessage: (epoch: string) => void) => { stop(): unknown }, everyMs = 1_000): { stop(): unknown } {
  let known: number | undefined;
  const listening = listen?.((epoch) => {
    known = Number(epoch);
    invalidateIdentity();
  });
  let isStopped = false;
  let timer: NodeJS.Timeout;
  const look = async (): Promise<void> => {
    try {
      const epoch = await readIdentityEpoch(db);
      if (known !== undefined && epoch !== known) invalidateIdentity();
      known = epoch;
    } catch {
      invalidateIdentity(); // while the database is away nothing cached may be trusted
      known = undefined;
    }
    if (!isStopped) timer = setTimeout(look, everyMs).unref();
  };
  timer = setTimeout(look, 0).unref();
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
      return listening?.stop();
    },
  };
}
