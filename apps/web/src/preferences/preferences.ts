import { useSyncExternalStore } from "react";
import type { Density } from "../theme/tokens.ts";

export type Locale = "zh-CN" | "en";
export type ThemeChoice = "system" | "light" | "dark";

/** What a person chose for this browser. */
export interface Preferences {
  locale: Locale;
  /** The person chose the language in this browser; else their account's is used. */
  isLocaleChosen: boolean;
  theme: ThemeChoice;
  density: Density;
  /** The navigation shows icons only. */
  isNavigationNarrow: boolean;
  /** IANA zone of the signed-in person; the browser's until known. */
  timeZone: string;
}

const key = "keshu.preferences";
const listeners = new Set<() => void>();
let current: Preferences = { ...defaults(), ...stored() };

function defaults(): Preferences {
  const languages = navigator.languages ?? [navigator.language];
  const first = languages.map((l) => l.toLowerCase()).find((l) => l.startsWith("zh") || l.startsWith("en"));
  return {
    locale: first?.startsWith("en") ? "en" : "zh-CN",
    isLocaleChosen: false,
    theme: "system",
    density: "default",
    isNavigationNarrow: false,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || "Asia/Shanghai",
  };
}

function stored(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Preferences>;
  } catch {
    return {};
  }
}

export function preferences(): Preferences {
  return current;
}

export function setPreferences(patch: Partial<Preferences>): void {
  current = { ...current, ...patch };
  try {
    localStorage.setItem(key, JSON.stringify(current));
  } catch {
    // private windows may refuse; the choice then lasts for this page
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences);
}
