import { useEffect, useRef } from "react";

/** Where a shortcut holds: everywhere, in lists, on a record, on a board, in the calendar. */
export type ShortcutScope = "everywhere" | "list" | "record" | "board" | "calendar";

export interface Shortcut {
  /** `j`, `Shift+ArrowDown`, `Mod+a` (Ctrl or ⌘), or one after the other: `g h`. */
  keys: string;
  /** A text of `locales` that says what it does. */
  labelKey: string;
  /** Does it; without it the keys are only told, because the page takes them itself. */
  run?: (event: KeyboardEvent) => void;
}

interface Registered extends Shortcut {
  scope: ShortcutScope;
}

const registered = new Set<readonly Registered[]>();
const patience = 1200;
let before: { key: string; at: number } | undefined;

/** Every shortcut that holds on the page now, for the sheet that tells them. */
export function allShortcuts(): Registered[] {
  const seen = new Map<string, Registered>();
  for (const list of registered) for (const one of list) seen.set(`${one.scope} ${one.keys}`, one);
  return [...seen.values()];
}

/** Offers shortcuts while the component is on the page. Those without `run` are only listed. */
export function useShortcuts(scope: ShortcutScope, shortcuts: readonly Shortcut[], isActive = true): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const names = shortcuts.map((s) => `${s.keys} ${s.labelKey}`).join("|");
  // biome-ignore lint/correctness/useExhaustiveDependencies: told again when the keys change
  useEffect(() => {
    if (!isActive) return;
    const list = latest.current.map((one, i): Registered => ({ ...one, scope, ...(one.run ? { run: (event) => latest.current[i]?.run?.(event) } : {}) }));
    registered.add(list);
    if (registered.size === 1) addEventListener("keydown", onKeyDown);
    return () => {
      registered.delete(list);
      if (registered.size === 0) removeEventListener("keydown", onKeyDown);
    };
  }, [scope, names, isActive]);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || isTyping(event) || isPressing(event)) return;
  const key = nameOf(event);
  const now = Date.now();
  const sequence = before && now - before.at < patience ? `${before.key} ${key}` : undefined;
  before = undefined;
  const all = allShortcuts().reverse();
  const found = all.find((s) => s.keys === sequence && s.run) ?? all.find((s) => s.keys === key && s.run);
  if (found) {
    event.preventDefault();
    found.run?.(event);
  } else if (all.some((s) => s.keys.startsWith(`${key} `))) before = { key, at: now };
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  // `?` and the like need Shift on some keyboards and not on others
  const isLetter = /^[a-z0-9]$/.test(key) || event.key.length > 1;
  return [event.ctrlKey || event.metaKey ? "Mod" : "", event.altKey ? "Alt" : "", event.shiftKey && isLetter ? "Shift" : "", key === " " ? "Space" : key]
    .filter(Boolean)
    .join("+");
}

/** Space and Enter press what has the focus. */
function isPressing({ key, target }: KeyboardEvent): boolean {
  const pressed = key === " " ? "button, summary, input, [role=button]" : key === "Enter" ? "button, summary, a[href], [role=button]" : null;
  return pressed !== null && (target as HTMLElement | null)?.closest?.(pressed) != null;
}

/** A dialog that is on its way out takes no keys any more. */
const blocking =
  ".ant-modal-wrap:not([style*='display: none']) .ant-modal:not(.ant-zoom-leave), .ant-drawer-open.k-blocking, .ant-drawer-open .ant-drawer-mask";

/** Keys belong to whoever types, and to dialogs. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  if (target?.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true], [role=combobox], [role=menu], [role=listbox]"))
    return true;
  return document.querySelector(blocking) !== null;
}
