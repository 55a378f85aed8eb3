import { type DragEvent, useEffect, useRef, useState } from "react";
import { uploadFile } from "../../api/files.ts";
import { isReachable, onReachable } from "../../api/live.ts";
import { isRefusal } from "../../api/problem.ts";
import { isUnreachable } from "../../outbox/deliver.ts";
import { dropFile, heldFile, holdFile } from "../../outbox/held-files.ts";
import { newId } from "../../outbox/new-id.ts";

/** A file of what is being written: stored once it has an id. */
export interface Attached {
  key: string;
  name: string;
  size: number;
  id?: string;
  problem?: string;
  /** Sending it again would not help. */
  isRefused?: boolean;
}

type Change = (how: (now: Attached[]) => Attached[]) => void;

/**
 * Files dropped, pasted or chosen; each is stored at once, so that saving is quick. Those that had not arrived when
 * the page was left (`restored`) are sent again from what this browser kept.
 */
export function useAttachments(change: Change, restored: readonly Attached[]) {
  const held = useRef(new Map<string, File>());
  const unsent = useRef(new Set<string>());
  const [uploading, setUploading] = useState(0);
  const [isOver, setOver] = useState(false);
  const send = async (key: string) => {
    const file = held.current.get(key);
    if (!file) return;
    unsent.current.delete(key);
    setUploading((n) => n + 1);
    change((now) => now.map((f) => (f.key === key ? without(f) : f)));
    try {
      const stored = await uploadFile(file);
      forget(key);
      change((now) => now.map((f) => (f.key === key ? { ...without(f), id: stored.id } : f)));
    } catch (error) {
      if (isUnreachable(error)) unsent.current.add(key);
      change((now) => now.map((f) => (f.key === key ? { ...f, problem: (error as Error).message, isRefused: isRefusal(error) } : f)));
    }
    setUploading((n) => n - 1);
  };
  const forget = (key: string) => {
    held.current.delete(key);
    void dropFile(key);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for what the page began with
  useEffect(() => {
    for (const { key } of restored.filter((f) => !f.id))
      void heldFile(key).then((file) => {
        if (!file) return change((now) => now.filter((f) => f.key !== key));
        held.current.set(key, file);
        void send(key);
      });
  }, []);
  const latest = useRef(send);
  latest.current = send;
  // what found no server goes by itself when it is back
  useEffect(
    () =>
      onReachable(() => {
        if (isReachable()) for (const key of unsent.current) void latest.current(key);
      }),
    [],
  );
  const add = (added: readonly File[]) => {
    for (const file of added) {
      const key = newId();
      held.current.set(key, file);
      void holdFile(key, file);
      change((now) => [...now, { key, name: file.name || "image.png", size: file.size }]);
      void send(key);
    }
  };
  return {
    add,
    isUploading: uploading > 0,
    isOver,
    retry: (key: string) => void send(key),
    remove: (key: string) => {
      forget(key);
      change((now) => now.filter((f) => f.key !== key));
    },
    dropProps: (onDrop: () => void) => ({
      onDragOver: (e: DragEvent) => {
        if (!e.dataTransfer.types.includes("Files")) return;
        e.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (e: DragEvent) => {
        if (e.dataTransfer.files.length === 0) return;
        e.preventDefault();
        setOver(false);
        onDrop();
        add([...e.dataTransfer.files]);
      },
    }),
  };
}

function without({ problem: _, isRefused: __, ...file }: Attached): Attached {
  return file;
}

/** Files on a clipboard; a picture from a spreadsheet comes with its text, which is meant then. */
export function filesOf(data: DataTransfer): File[] {
  return data.getData("text/plain") ? [] : [...data.files];
}
