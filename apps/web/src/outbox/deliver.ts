import { isProblem } from "../api/problem.ts";
import type { ApiRecord } from "../api/types.ts";
import { changedByOthers, clashes, isSame, type OutboxEntry } from "./entry.ts";

/** The three calls a write needs; tests bring their own. */
export interface Transport {
  get(path: string, id: string): Promise<ApiRecord>;
  create(path: string, values: Record<string, unknown>, key: string): Promise<ApiRecord>;
  update(path: string, id: string, values: Record<string, unknown>, version: number, key: string): Promise<ApiRecord>;
}

/** saved: `theirs` are fields others changed meanwhile, which stand beside mine. conflict: someone changed the same field. */
export type Delivery = { state: "saved"; record: ApiRecord; theirs: string[] } | { state: "conflict"; current: ApiRecord };

type Write = Pick<OutboxEntry, "id" | "kind" | "path" | "recordId" | "values" | "seen" | "version">;

const rounds = 5;

/**
 * Sends one write. Edits of different fields are joined; only the same field changed by two people is a conflict.
 * @throws ApiProblem for what the server refuses, or status 0 when it cannot be reached
 */
export async function deliver(write: Write, transport: Transport): Promise<Delivery> {
  return write.kind === "create" ? deliverCreation(write, transport) : deliverUpdate(write, transport);
}

async function deliverCreation(write: Write, transport: Transport): Promise<Delivery> {
  try {
    return { state: "saved", record: await transport.create(write.path, { ...write.values, id: write.recordId }, write.id), theirs: [] };
  } catch (error) {
    // it arrived long ago, longer than the server keeps keys
    if (isProblem(error) && error.errors.some((e) => e.path === "id" && e.code === "NOT_UNIQUE"))
      return { state: "saved", record: await transport.get(write.path, write.recordId), theirs: [] };
    throw error;
  }
}

async function deliverUpdate(write: Write, transport: Transport): Promise<Delivery> {
  let version = write.version;
  let theirs: string[] = [];
  for (let round = 0; ; round++) {
    try {
      return { state: "saved", record: await transport.update(write.path, write.recordId, write.values, version, write.id), theirs };
    } catch (error) {
      if (!isProblem(error, "STALE_VERSION") || round >= rounds) throw error;
    }
    const current = await transport.get(write.path, write.recordId);
    if (clashes(write.values, write.seen, current).length > 0) return { state: "conflict", current };
    theirs = changedByOthers(write.values, write.seen, current);
    if (Object.keys(write.values).every((name) => isSame(current[name], write.values[name]))) return { state: "saved", record: current, theirs };
    version = Number(current.version);
  }
}

/** The server did not answer, or not yet: the write may be sent again later. */
export function isUnreachable(error: unknown): boolean {
  return isProblem(error) && [0, 429, 502, 503, 504].includes(error.status);
}
