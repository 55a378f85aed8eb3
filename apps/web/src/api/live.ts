import { queryClient } from "../query-client.ts";
import { catalogNow } from "./catalog.ts";
import type { Change } from "./types.ts";

type Listener = (change: Change) => void;
const listeners = new Set<Listener>();
let socket: WebSocket | undefined;
let attempts = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let isWanted = false;

/** A frame of a topic, such as `presence` or `notification`. */
export type LiveFrame = Record<string, unknown> & { type: string };

const sessionEnded = 4401;
const topics = new Map<string, number>();
const frameListeners = new Set<{ type: string; listener: (frame: LiveFrame) => void }>();
const greetings = new Set<() => void>();

function say(frame: LiveFrame): void {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
}

/**
 * Asks for a topic of the socket (`notifications`, `presence:<object>:<id>`) and hears its frames of this type, also after
 * a reconnect. `greet` is sent each time the socket stands. Returns how to leave, and how to say more.
 */
export function joinTopic(topic: string, type: string, listener: (frame: LiveFrame) => void, greet?: () => LiveFrame): { leave: () => void; say: () => void } {
  const entry = { type, listener };
  frameListeners.add(entry);
  const hello = () => {
    if (greet) say(greet());
  };
  greetings.add(hello);
  const count = topics.get(topic) ?? 0;
  topics.set(topic, count + 1);
  if (count === 0) say({ type: "subscribe", topics: [topic] });
  hello();
  return {
    say: hello,
    leave: () => {
      frameListeners.delete(entry);
      greetings.delete(hello);
      const left = (topics.get(topic) ?? 1) - 1;
      if (left > 0) return void topics.set(topic, left);
      topics.delete(topic);
      say({ type: "unsubscribe", topics: [topic] });
    },
  };
}

/** Opens the socket of changes and keeps it open; reconnects with growing pauses. */
export function startLive(): () => void {
  isWanted = true;
  connect();
  const again = () => {
    if (!socket) connect();
  };
  addEventListener("online", again);
  return () => {
    isWanted = false;
    clearTimeout(timer);
    removeEventListener("online", again);
    socket?.close();
    socket = undefined;
  };
}

function connect(): void {
  clearTimeout(timer);
  if (!isWanted) return;
  const ws = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/api/v1/live`);
  socket = ws;
  ws.onopen = () => {
    if (topics.size > 0) say({ type: "subscribe", topics: [...topics.keys()] });
    for (const greet of greetings) greet();
    // changes may have passed while the socket was down
    if (attempts > 0) void queryClient.invalidateQueries({ queryKey: ["records"] });
    attempts = 0;
  };
  ws.onmessage = (event) => receive(String(event.data));
  ws.onclose = ({ code }) => {
    if (socket !== ws) return;
    socket = undefined;
    if (!isWanted) return;
    // the session has ended: asking who this is opens the dialog over the page
    if (code === sessionEnded) void queryClient.invalidateQueries({ queryKey: ["me"] });
    attempts++;
    timer = setTimeout(connect, Math.min(30_000, 500 * 2 ** Math.min(attempts, 6)) * (0.75 + Math.random() / 2));
  };
}

function receive(text: string): void {
  let change: Change & LiveFrame;
  try {
    change = JSON.parse(text) as Change & LiveFrame;
  } catch {
    return;
  }
  if (typeof change.type === "string") {
    for (const { type, listener } of frameListeners) if (type === change.type) listener(change);
    return;
  }
  if (!change.object || !change.id) return;
  for (const listener of listeners) listener(change);
  scheduleRefresh(change);
}

const dirty = new Map<string, Set<string>>();
const listsAt = new Map<string, number>();
let refreshTimer: ReturnType<typeof setTimeout> | undefined;

/** A busy hour refreshes a list at most this often, in milliseconds; the record on screen follows at once. */
const listPause = 3000;

/** Collects changes for a moment, so that a bulk write refreshes a page once. */
function scheduleRefresh(change: Change): void {
  const ids = dirty.get(change.object) ?? new Set();
  dirty.set(change.object, ids.add(change.id));
  if (refreshTimer === undefined) refreshTimer = setTimeout(refresh, 300);
}

function refresh(): void {
  refreshTimer = undefined;
  const catalog = catalogNow();
  for (const [name, ids] of dirty) {
    const path = catalog?.byName.get(name)?.path;
    if (!path) continue;
    for (const id of ids) void queryClient.invalidateQueries({ queryKey: ["records", path, "one", id] });
    refreshLists(path);
  }
  dirty.clear();
}

function refreshLists(path: string): void {
  const now = Date.now();
  const due = (listsAt.get(path) ?? 0) + listPause;
  if (due > now + listPause) return; // one is on its way already
  listsAt.set(path, Math.max(now, due));
  setTimeout(() => void queryClient.invalidateQueries({ queryKey: ["records", path, "list"] }), Math.max(0, due - now));
}

/** Called for every change the reader may see. */
export function onChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
