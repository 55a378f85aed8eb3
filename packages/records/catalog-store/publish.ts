import type { Context } from "@keshu/kernel";
import { loadCatalog } from "./current.ts";

let barrier: (version: number) => Promise<void> = async () => {};

/** How this server waits until every other server has a catalog version; the server composition sets it. */
export function setCatalogBarrier(wait: (version: number) => Promise<void>): void {
  barrier = wait;
}

/**
 * Raises the catalog version, reloads here and waits for the other servers. Inside a transaction the new
 * version is seen by others at its commit, so there is nothing to wait for yet.
 */
export async function publishCatalog(ctx: Context): Promise<void> {
  await ctx.db.query("update keshu.catalog_version set version = version + 1");
  const catalog = await loadCatalog(ctx.db);
  if (!ctx.db.isTransaction) await barrier(catalog.version);
}
