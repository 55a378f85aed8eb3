import { useSyncExternalStore } from "react";
import type { Notice } from "../api/notifications.ts";

const place = "keshu.desktop-notices";
const listeners = new Set<() => void>();

export type DesktopState = "unsupported" | "blocked" | "on" | "off";

function read(): DesktopState {
  if (typeof Notification === "undefined") return "unsupported";
  if (Notification.permission === "denied") return "blocked";
  try {
    return Notification.permission === "granted" && localStorage.getItem(place) === "on" ? "on" : "off";
  } catch {
    return "off";
  }
}

/** Whether this browser shows notifications outside of the page. */
export function useDesktopState(): DesktopState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read,
    () => "off",
  );
}

/** Asks the browser for its permission when there is none yet: only ever called by a click. */
export async function setDesktop(isWanted: boolean): Promise<void> {
  if (isWanted && Notification.permission === "default") await Notification.requestPermission();
  try {
    localStorage.setItem(place, isWanted && Notification.permission === "granted" ? "on" : "off");
  } catch {
    // private windows may refuse; then it stays off
  }
  for (const listener of listeners) listener();
}

/** Shows one outside of the page, when the reader wants it and looks elsewhere. One of several tabs is enough. */
export function showOnDesktop(notice: Pick<Notice, "id" | "title" | "body" | "record_title">, icon: string, open: () => void): boolean {
  if (read() !== "on" || document.visibilityState === "visible") return false;
  try {
    const text = [notice.record_title, notice.body].filter(Boolean).join("\n");
    const shown = new Notification(notice.title, { body: text, tag: notice.id, icon });
    shown.onclick = () => {
      window.focus();
      open();
      shown.close();
    };
    return true;
  } catch {
    return false; // some phones only let service workers do it
  }
}
