import { useSyncExternalStore } from "react";
import type { OutboxEntry } from "./entry.ts";
import { onOtherTab, readEntries, writeEntries } from "./storage.ts";

const none: readonly OutboxEntry[] = [];
const listeners = new Set<() => void>();
let person: string | null = null;
let entries: readonly OutboxEntry[] = none;
let isKept = true;

/** Opens the outbox of a person; returns how to close it. */
export function openOutbox(userId: string): () => void {
  person = userId;
  isKept = true;
  entries = readEntries(userId);
  tell();
  const forget = onOtherTab(userId, () => {
    entries = readEntries(userId);
    tell();
  });
  return () => {
    forget();
    person = null;
    entries = none;
    tell();
  };
}

export function outboxOwner(): string | null {
  return person;
}

export function outboxEntries(): readonly OutboxEntry[] {
  return entries;
}

export function addEntry(entry: OutboxEntry): void {
  change((now) => [...now, entry]);
}

export function updateEntry(id: string, patch: Partial<OutboxEntry>): void {
  change((now) => now.map((e) => (e.id === id ? { ...e, ...patch } : e)));
}

export function removeEntry(id: string): void {
  change((now) => now.filter((e) => e.id !== id));
}

function change(how: (now: readonly OutboxEntry[]) => readonly OutboxEntry[]): void {
  // another tab may have added or sent some a moment ago
  entries = how(person && isKept ? readEntries(person) : entries);
  if (person) isKept = writeEntries(person, entries);
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useOutbox(): readonly OutboxEntry[] {
  return useSyncExternalStore(subscribe, outboxEntries);
}

/** Values of a record that wait to be sent, by field; shown over what the server has. */
export function waitingValues(all: readonly OutboxEntry[], recordId: string): Record<string, unknown> | null {
  const own = all.filter((e) => e.recordId === recordId && e.kind === "update" && e.state === "waiting");
  return own.length === 0 ? null : Object.assign({}, ...own.map((e) => e.values));
}
