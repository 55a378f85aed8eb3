import { isReachable, onReachable } from "../api/live.ts";
import { meQuery } from "../api/me.ts";
import { ApiProblem, isProblem } from "../api/problem.ts";
import { queryClient } from "../query-client.ts";
import { deliver, isUnreachable } from "./deliver.ts";
import type { OutboxEntry } from "./entry.ts";
import { outboxEntries, outboxOwner, removeEntry, updateEntry } from "./outbox.ts";
import { refreshRecords } from "./refresh-records.ts";
import { transport } from "./transport.ts";

const pauses = [2_000, 5_000, 15_000, 30_000, 60_000];
const longestWait = 60_000;
let failures = 0;
/** Before this the server does not want to be asked again. */
let notBefore = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let running: Promise<void> | null = null;

/** A busy server says itself when to come again; a minute is the longest it is believed. */
export function waitAsAsked(error: unknown): void {
  if (isProblem(error) && error.waitFor) notBefore = Date.now() + Math.min(error.waitFor, longestWait);
}

/** Sends what waits, in order, until the connection fails again. */
export function sendWaiting(): Promise<void> {
  clearTimeout(timer);
  running ??= alone(run).finally(() => {
    running = null;
    const pause = Math.max(pauses[Math.min(failures, pauses.length - 1)] ?? 0, notBefore - Date.now());
    if (outboxEntries().some((e) => e.state === "waiting")) timer = setTimeout(() => void sendWaiting(), pause);
  });
  return running;
}

/** Of several tabs one sends, so that writes keep their order; without HTTPS their keys alone keep them from happening twice. */
async function alone(work: () => Promise<void>): Promise<void> {
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) return work();
  await locks.request("keshu.outbox", { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
}

async function run(): Promise<void> {
  const owner = outboxOwner();
  const next = () => outboxEntries().find((e) => e.state === "waiting" && e.userId === owner);
  if (!owner || !next() || Date.now() < notBefore) return;
  try {
    // the cookie may be another person's by now: their name must not stand under these writes
    const me = await queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
    if (me.id !== owner) {
      failures++;
      return;
    }
    for (let entry = next(); entry && outboxOwner() === owner; entry = next()) await send(entry);
    failures = 0;
  } catch (error) {
    failures++;
    waitAsAsked(error);
    if (!isUnreachable(error) && !isProblem(error)) throw error;
  }
}

async function send(entry: OutboxEntry): Promise<void> {
  try {
    const delivery = await deliver(entry, transport);
    if (delivery.state === "conflict") updateEntry(entry.id, { state: "conflict" });
    else removeEntry(entry.id);
  } catch (error) {
    if (!(error instanceof ApiProblem) || isUnreachable(error) || error.status === 401) throw error;
    const state = error.status === 404 ? "gone" : "refused";
    updateEntry(entry.id, { state, problem: { message: error.message, errors: error.errors } });
  }
  await (entry.kind === "create" ? refreshRecords(undefined, entry.path) : refreshRecords(entry.path));
}

/** Sends what waits whenever there is hope; returns how to stop. */
export function keepSending(): () => void {
  const now = () => {
    failures = 0;
    void sendWaiting();
  };
  addEventListener("online", now);
  const forget = onReachable(() => {
    if (isReachable()) now();
  });
  now();
  return () => {
    forget();
    removeEventListener("online", now);
    clearTimeout(timer);
  };
}
