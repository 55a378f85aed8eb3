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

const shownPlace = "keshu.shown-notice";
/** A tab that is looked at says it first. */
const courtesy = 400;

/** Another tab shows it already: the reader is not told twice. */
export function markShown(id: string): void {
  try {
    localStorage.setItem(shownPlace, id);
  } catch {
    // then both may tell
  }
}

/** Shows one outside of the page, when the reader wants it and looks at none of its tabs. */
export function showOnDesktop(notice: Notice, icon: string, open: () => void): void {
  if (read() === "on" && document.visibilityState !== "visible") setTimeout(() => show(notice, icon, open), courtesy);
}

function show(notice: Notice, icon: string, open: () => void): void {
  try {
    if (localStorage.getItem(shownPlace) === notice.id) return;
    const text = [notice.record_title, notice.body].filter(Boolean).join("\n");
    const shown = new Notification(notice.title, { body: text, tag: notice.id, icon });
    shown.onclick = () => {
      window.focus();
      open();
      shown.close();
    };
  } catch {
    // some phones only let service workers do it
  }
}
