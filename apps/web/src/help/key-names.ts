const isMac = typeof navigator !== "undefined" && /Mac|iP/.test(navigator.platform);
const names: Record<string, string> = {
  Mod: isMac ? "⌘" : "Ctrl",
  Alt: isMac ? "⌥" : "Alt",
  Shift: isMac ? "⇧" : "Shift",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
  Delete: "Del",
  Backspace: "⌫",
  PageUp: "PgUp",
  PageDown: "PgDn",
};

/** `Mod+Shift+k` → what stands on the reader's keys. */
export function keyNames(chord: string): string[] {
  if (chord === "+") return ["+"];
  return chord.split("+").map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key));
}
