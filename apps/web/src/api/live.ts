import { queryClient } from "../query-client.ts";
import { catalogNow } from "./catalog.ts";
import type { Change } from "./types.ts";

type Listener = (change: Change) => void;
const listeners = new Set<Listener>();
let socket: WebSocket | undefined;
let attempts = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let isWanted = false;

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
    // changes may have passed while the socket was down
    if (attempts > 0) void queryClient.invalidateQueries({ queryKey: ["records"] });
    attempts = 0;
  };
  ws.onmessage = (event) => receive(String(event.data));
  ws.onclose = () => {
    if (socket !== ws) return;
    socket = undefined;
    if (!isWanted) return;
    attempts++;
    timer = setTimeout(connect, Math.min(30_000, 500 * 2 ** Math.min(attempts, 6)) * (0.75 + Math.random() / 2));
  };
}

function receive(text: string): void {
  let change: Change;
  try {
    change = JSON.parse(text) as Change;
  } catch {
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
