import { useSyncExternalStore } from "react";

/** A row that was refused, with why. */
export interface Refusal {
  id: string;
  title: string;
  message: string;
}

/** Work on many records that goes on while the person does something else. */
export interface BulkTask {
  id: number;
  /** What is done, while it is done: 正在修改客户. */
  label: string;
  /** undefined while it is not known yet how many there are. */
  total: number | undefined;
  done: number;
  changed: number;
  refusals: readonly Refusal[];
  state: "running" | "done" | "stopped" | "failed";
  /** What came of it, once it is over. */
  outcome?: string;
  undo?: () => void;
  stop?: () => void;
}

let tasks: readonly BulkTask[] = [];
let next = 1;
const listeners = new Set<() => void>();

function set(change: (tasks: readonly BulkTask[]) => readonly BulkTask[]): void {
  tasks = change(tasks);
  for (const listener of listeners) listener();
}

export function addTask(label: string, stop: () => void): number {
  const id = next++;
  set((now) => [...now, { id, label, total: undefined, done: 0, changed: 0, refusals: [], state: "running", stop }]);
  return id;
}

export function changeTask(id: number, change: Partial<Omit<BulkTask, "id">>): void {
  set((now) => now.map((task) => (task.id === id ? { ...task, ...change } : task)));
}

export function removeTask(id: number): void {
  set((now) => now.filter((task) => task.id !== id));
}

/** Whether it is still on the screen. */
export function isTask(id: number): boolean {
  return tasks.some((task) => task.id === id);
}

export function useBulkTasks(): readonly BulkTask[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => tasks,
  );
}
