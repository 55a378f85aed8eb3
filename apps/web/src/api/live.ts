import { useSyncExternalStore } from "react";
import { queryClient } from "../query-client.ts";
import { type Link, openLink } from "./live-link.ts";
import { refreshAll, refreshDefinitions, refreshEverything, scheduleRefresh } from "./live-refresh.ts";
import { logBeginning, readLog } from "./log-beginning.ts";
import type { Change } from "./types.ts";

type Listener = (change: Change) => void;
const listeners = new Set<Listener>();
const gapListeners = new Set<() => void>();
const stateListeners = new Set<() => void>();
let link: Link | undefined;
let isUp = true;
/** The place in the change log up to which this page has heard everything. */
let cursor: string | undefined;
/** From where the log has still to be read, which the socket did not tell: kept until it was. */
let unread: Promise<string | undefined> | undefined;
/** What waits for the socket to stand: from then on the server tells everything. */
let onStanding: (() => void) | undefined;

/** A frame of a topic, such as `presence` or `notification`. */
export type LiveFrame = Record<string, unknown> & { type: string };

interface Joined {
  topic: string;
  type: string;
  hear: (frame: LiveFrame) => void;
  /** Said each time the socket stands. */
  greet?: (() => LiveFrame) | undefined;
  /** From now on everything is told: also after each reconnect. */
  onJoined?: (() => void) | undefined;
}

const joinedTopics = new Set<Joined>();
const isJoined = (topic: string): boolean => [...joinedTopics].some((j) => j.topic === topic);
const greet = (joined: Joined): void => {
  if (joined.greet) link?.say(joined.greet());
};

/** More than this while the socket was down: the pages ask for everything anew. */
const mostMissed = 1000;

/**
 * Asks for a topic of the socket (`notifications`, `presence:<object>:<id>`) and hears its frames of this type, also after
 * a reconnect. Returns how to leave, and how to greet again.
 */
export function joinTopic(joined: Joined): { leave: () => void; say: () => void } {
  if (!isJoined(joined.topic)) link?.say({ type: "subscribe", topics: [joined.topic] });
  joinedTopics.add(joined);
  greet(joined);
  return {
    say: () => greet(joined),
    leave: () => {
      if (joinedTopics.delete(joined) && !isJoined(joined.topic)) link?.say({ type: "unsubscribe", topics: [joined.topic] });
    },
  };
}

/** Opens the socket of changes and keeps it open, whatever the network does. Returns how to close it. */
export function startLive(userId: string): () => void {
  cursor = undefined;
  unread = logBeginning(userId);
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
  const topics = [...new Set([...joinedTopics].map((j) => j.topic))];
  if (topics.length > 0) link?.say({ type: "subscribe", topics });
  for (const joined of joinedTopics) greet(joined);
  if (isAgain) refreshDefinitions();
  unread ??= Promise.resolve(cursor);
  onStanding = () => void catchUp();
  link?.say({ type: "ping" });
}

/** What passed before the socket stood is read from the change log, in order and without gaps. */
async function catchUp(): Promise<void> {
  if (!unread) return;
  const from = await unread;
  const missed = from === undefined ? undefined : await readLog(from, mostMissed).catch(() => undefined);
  if (missed && missed.data.length < mostMissed) {
    for (const change of missed.data as Change[]) tell(change);
    cursor ??= missed.next;
    unread = undefined;
    return;
  }
  // it cannot be read, no longer reaches back so far, or too much has passed to be told one by one
  cursor = (await readLog("now", 1).catch(() => undefined))?.next;
  unread = undefined;
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
    for (const { topic, type, hear, onJoined } of joinedTopics) {
      if (change.type === type) hear(change);
      else if (change.type === "subscribed" && change.topic === topic) onJoined?.();
    }
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
