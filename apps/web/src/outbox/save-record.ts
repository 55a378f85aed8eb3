import { titleOf } from "../api/catalog.ts";
import type { ApiRecord, ObjectInfo } from "../api/types.ts";
import { queryClient } from "../query-client.ts";
import { deliver, isUnreachable } from "./deliver.ts";
import type { OutboxEntry } from "./entry.ts";
import { newId } from "./new-id.ts";
import { addEntry, outboxEntries, outboxOwner } from "./outbox.ts";
import { refreshRecords } from "./refresh-records.ts";
import { sendWaiting, waitAsAsked } from "./send-waiting.ts";
import { transport } from "./transport.ts";

/**
 * saved: stored; `theirs` are fields others changed meanwhile, which stand. waiting: no connection, it is kept in the
 * outbox and sent later. conflict: someone changed the same field to something else; nothing was written.
 */
export type SaveOutcome =
  | { state: "saved"; record: ApiRecord; theirs: string[] }
  | { state: "waiting"; recordId: string }
  | { state: "conflict"; current: ApiRecord };

/**
 * Changes a record against what the person saw when they began (`seen`: at least `version` and the changed fields).
 * Survives a lost connection and an ended session; the caller shows a conflict. States change by it, too:
 * `{ stage: "won" }`.
 * @throws ApiProblem for what the server refuses
 */
export function saveRecord(object: ObjectInfo, seen: ApiRecord, values: Record<string, unknown>): Promise<SaveOutcome> {
  const isOwn = outboxEntries().some((e) => e.recordId === seen.id && e.state === "waiting");
  return write({ ...begin(object), kind: "update", recordId: seen.id, title: titleOf(seen, object), values, seen, version: Number(seen.version) }, isOwn);
}

/**
 * Makes a record; the id is chosen here, so that it exists once however often it is sent.
 * @throws ApiProblem for what the server refuses
 */
export function createRecord(object: ObjectInfo, values: Record<string, unknown>): Promise<SaveOutcome> {
  const title = titleOf(values, object) || "";
  return write({ ...begin(object), kind: "create", recordId: newId(), title, values, seen: {}, version: 0 }, false);
}

function begin(object: ObjectInfo): Pick<OutboxEntry, "id" | "userId" | "object" | "path" | "at" | "state"> {
  return { id: newId(), userId: outboxOwner() ?? "", object: object.name, path: object.path, at: new Date().toISOString(), state: "waiting" };
}

async function write(entry: OutboxEntry, mustQueue: boolean): Promise<SaveOutcome> {
  if (!mustQueue) {
    try {
      const delivery = await deliver(entry, transport);
      if (delivery.state === "saved") await follow(entry, delivery.record);
      return delivery;
    } catch (error) {
      if (!isUnreachable(error) || !entry.userId) throw error;
      waitAsAsked(error);
    }
  }
  addEntry({ ...entry, seen: seenOf(entry) });
  void sendWaiting();
  return { state: "waiting", recordId: entry.recordId };
}

/** Only what was touched is kept in the browser. */
function seenOf({ seen, values }: OutboxEntry): Record<string, unknown> {
  return Object.fromEntries(Object.keys(values).map((name) => [name, seen[name] ?? null]));
}

/** The pages show what was stored, with the related records they had loaded. */
async function follow(entry: OutboxEntry, record: ApiRecord): Promise<void> {
  if (entry.kind === "update")
    queryClient.setQueryData(["records", entry.path, "one", entry.recordId], (now: ApiRecord | undefined) => (now ? { ...now, ...record } : now));
  void (entry.kind === "create" ? refreshRecords(undefined, entry.path) : refreshRecords(entry.path));
}
