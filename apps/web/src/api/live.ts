import { useSyncExternalStore } from "react";
import { queryClient } from "../query-client.ts";
import { api, bodyOf } from "./client.ts";
import { type Link, openLink } from "./live-link.ts";
import { refreshAll, refreshDefinitions, refreshEverything, scheduleRefresh } from "./live-refresh.ts";
import type { Change } from "./types.ts";

type Listener = (change: Change) => void;
const listeners = new Set<Listener>();
const gapListeners = new Set<() => void>();
const stateListeners = new Set<() => void>();
let link: Link | undefined;
let isUp = true;
/** The place in the change log up to which this page has heard everything. */
let cursor: string | undefined;
/** Where the log ended when the page began to ask for what it shows. */
let beginning: Promise<string | undefined> = Promise.resolve(undefined);
/** What waits for the socket to stand: from then on the server tells everything. */
let onStanding: (() => void) | undefined;

/** A frame of a topic, such as `presence` or `notification`. */
export type LiveFrame = Record<string, unknown> & { type: string };

const topics = new Map<string, number>();
const frameListeners = new Set<{ type: string; listener: (frame: LiveFrame) => void }>();
const greetings = new Set<() => void>();

/** More than this while the socket was down: the pages ask for everything anew. */
const mostMissed = 1000;

/**
 * Asks for a topic of the socket (`notifications`, `presence:<object>:<id>`) and hears its frames of this type, also after
 * a reconnect. `greet` is sent each time the socket stands. Returns how to leave, and how to say more.
 */
export function joinTopic(topic: string, type: string, listener: (frame: LiveFrame) => void, greet?: () => LiveFrame): { leave: () => void; say: () => void } {
  const entry = { type, listener };
  frameListeners.add(entry);
  const hello = () => {
    if (greet) link?.say(greet());
  };
  greetings.add(hello);
  const count = topics.get(topic) ?? 0;
  topics.set(topic, count + 1);
  if (count === 0) link?.say({ type: "subscribe", topics: [topic] });
  hello();
  return {
    say: hello,
    leave: () => {
      frameListeners.delete(entry);
      greetings.delete(hello);
      const left = (topics.get(topic) ?? 1) - 1;
      if (left > 0) return void topics.set(topic, left);
      topics.delete(topic);
      link?.say({ type: "unsubscribe", topics: [topic] });
    },
  };
}

/** Opens the socket of changes and keeps it open, whatever the network does. Returns how to close it. */
export function startLive(): () => void {
  cursor = undefined;
  beginning = readLog("now", 1).then(
    ({ next }) => next,
    () => undefined,
  );
  const own = openLink(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/api/v1/live`, {
    onOpen,
    onFrame: receive,
    // asking who this is opens the dialog over the page
    onSessionEnd: () => void queryClient.invalidateQueries({ queryKey: ["me"] }),
    onState: setUp,
  });
  link = own;
  const look = () => own.probe();
  // a computer that wakes up has a socket that only looks alive
  const onVisible = () => {
    if (document.visibilityState === "visible") look();
  };
  addEventListener("online", look);
  addEventListener("offline", look);
  document.addEventListener("visibilitychange", onVisible);
  return () => {
    removeEventListener("online", look);
    removeEventListener("offline", look);
    document.removeEventListener("visibilitychange", onVisible);
    own.close();
    if (link === own) link = undefined;
    setUp(true);
  };
}

function onOpen(isAgain: boolean): void {
  if (topics.size > 0) link?.say({ type: "subscribe", topics: [...topics.keys()] });
  for (const greet of greetings) greet();
  if (isAgain) refreshDefinitions();
  const heardUpTo = cursor;
  onStanding = () => void catchUp(isAgain, heardUpTo);
  link?.say({ type: "ping" });
}

const readLog = (after: string, limit: number) => bodyOf(api.GET("/api/v1/changes", { params: { query: { after, limit } } }));

/** What passed before the socket stood is read from the change log, in order and without gaps. */
async function catchUp(isAgain: boolean, heardUpTo: string | undefined): Promise<void> {
  try {
    const after = heardUpTo ?? (await beginning) ?? "now";
    const { data, next } = await readLog(after, mostMissed);
    if (data.length < mostMissed && (!isAgain || after !== "now")) {
      for (const change of data as Change[]) tell(change);
      cursor ??= next;
      return;
    }
    cursor = after === "now" ? next : undefined;
  } catch {
    // the log cannot be read, or no longer reaches back so far
  }
  if (!isAgain) return;
  refreshAll();
  for (const listener of gapListeners) listener();
}

function receive(text: string): void {
  let change: Change & LiveFrame;
  try {
    change = JSON.parse(text) as Change & LiveFrame;
  } catch {
    return;
  }
  if (change.type === "pong") {
    const go = onStanding;
    onStanding = undefined;
    go?.();
    return;
  }
  if (change.type === "rights") refreshEverything();
  if (change.type === "catalog") refreshDefinitions();
  if (typeof change.type === "string") {
    for (const { type, listener } of frameListeners) if (type === change.type) listener(change);
    return;
  }
  if (change.object && change.id) tell(change);
}

function tell(change: Change): void {
  cursor = change.cursor;
  for (const listener of listeners) listener(change);
  scheduleRefresh(change);
}

function setUp(now: boolean): void {
  if (now === isUp) return;
  isUp = now;
  for (const listener of stateListeners) listener();
}

/** Called for every change the reader may see. */
export function onChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Called when changes were missed and cannot be told one by one. */
export function onGap(listener: () => void): () => void {
  gapListeners.add(listener);
  return () => gapListeners.delete(listener);
}

/** Called when the server can be reached again, and when it no longer can. */
export function onReachable(listener: () => void): () => void {
  stateListeners.add(listener);
  return () => stateListeners.delete(listener);
}

export const isReachable = (): boolean => isUp;

/** Whether the server could be reached within the last seconds. */
export function useIsReachable(): boolean {
  return useSyncExternalStore(onReachable, isReachable);
}
