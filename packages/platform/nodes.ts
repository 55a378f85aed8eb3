import { hostname } from "node:os";
import { newId } from "@keshu/kernel";
import type { OpenDatabase } from "./database.ts";
import { listenTo } from "./listen.ts";

export interface NodeOptions {
  db: OpenDatabase;
  /** Another server has a newer catalog: load it, then `publishCatalogVersion`. Never called twice at a time. */
  onNewerCatalog?: (version: number) => Promise<void>;
  /** A server is gone without a word; `workerIds` are the names under which it had locked jobs. */
  onNodeLost?: (node: { id: string; workerIds: string[] }) => Promise<void>;
  onError?: (error: unknown) => void;
}

export interface RunningNode {
  id: string;
  addWorker(workerId: string): Promise<void>;
  /** Tells the other servers which version of the catalog this one serves. */
  publishCatalogVersion(version: number): Promise<void>;
  /** Resolves true when every live server serves at least this version, false after `timeout` milliseconds (default 2,000). */
  waitForCatalogVersion(version: number, timeout?: number): Promise<boolean>;
  stop(): Promise<void>;
}

const BEAT = 1_000;
const LIVE = "heartbeat_at > now() - interval '3 seconds'";
/** A row that this server itself saw unchanged for so long belongs to a dead one: an outage of the database ages all rows alike. */
const LOST_AFTER = 4_000;

/** Registers this server in keshu.node, beats once a second, and watches the others. */
export async function startNode(options: NodeOptions): Promise<RunningNode> {
  const { db, onError = () => {} } = options;
  const id = newId();
  const workerIds: string[] = [];
  let own = 0;
  let isStopped = false;
  let isLoading = false;
  const seen = new Map<string, { beat: string; since: number }>();

  async function beat(): Promise<void> {
    await db.query(
      `INSERT INTO keshu.node (id, host, pid, catalog_version, worker_ids) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (id) DO UPDATE SET heartbeat_at = now(), catalog_version = EXCLUDED.catalog_version, worker_ids = EXCLUDED.worker_ids`,
      [id, hostname(), process.pid, own, workerIds],
    );
  }

  async function watch(): Promise<void> {
    const { rows } = await db.query<{ id: string; beat: string; catalog_version: number; worker_ids: string[] }>(
      "SELECT id, heartbeat_at AS beat, catalog_version, worker_ids FROM keshu.node WHERE id <> $1",
      [id],
    );
    const newest = Math.max(0, ...rows.map((row) => row.catalog_version));
    if (own > 0 && newest > own) await loadNewer(newest);
    for (const row of rows) {
      const before = seen.get(row.id);
      if (before?.beat !== row.beat) seen.set(row.id, { beat: row.beat, since: Date.now() });
      else if (Date.now() - before.since > LOST_AFTER) await bury(row);
    }
    for (const known of seen.keys()) if (!rows.some((row) => row.id === known)) seen.delete(known);
  }

  async function bury(row: { id: string; beat: string; worker_ids: string[] }): Promise<void> {
    const { rowCount } = await db.query("DELETE FROM keshu.node WHERE id = $1 AND heartbeat_at = $2", [row.id, row.beat]);
    if (rowCount) await options.onNodeLost?.({ id: row.id, workerIds: row.worker_ids });
  }

  async function loadNewer(version: number): Promise<void> {
    if (isLoading || !options.onNewerCatalog) return;
    isLoading = true;
    try {
      await options.onNewerCatalog(version);
    } finally {
      isLoading = false;
    }
  }

  let timer: NodeJS.Timeout | undefined;
  async function tick(): Promise<void> {
    try {
      await beat();
      await watch();
    } catch (error) {
      onError(error);
    }
    if (!isStopped) timer = setTimeout(tick, BEAT);
  }

  await beat();
  timer = setTimeout(tick, BEAT);
  const look = () => void watch().catch(onError);
  const listening = listenTo(db.url, "keshu_catalog", look, look);

  return {
    id,
    async addWorker(workerId) {
      workerIds.push(workerId);
      await beat();
    },
    async publishCatalogVersion(version) {
      own = Math.max(own, version);
      await beat();
      await db.query("NOTIFY keshu_catalog");
      await watch();
    },
    async waitForCatalogVersion(version, timeout = 2_000) {
      const until = Date.now() + timeout;
      for (;;) {
        const { rowCount } = await db.query(`SELECT FROM keshu.node WHERE ${LIVE} AND catalog_version BETWEEN 1 AND $1::bigint - 1 LIMIT 1`, [version]);
        if (!rowCount) return true;
        if (Date.now() >= until) return false;
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await listening.stop();
      await db.query("DELETE FROM keshu.node WHERE id = $1", [id]).catch(onError);
    },
  };
}
