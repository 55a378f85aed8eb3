const fields = "input:not([type=checkbox], [type=radio], [type=file], [type=hidden]), textarea, [contenteditable=true]";
const lookEvery = 30;

/**
 * Keeps what is typed between choosing a command and the page it leads to: a form's first field gets it as text, a page
 * without one gets the keys as pressed, or nothing (`isForFieldOnly`). Ends when there is such a field, when `isSettled`, or after `longest` milliseconds.
 */
export function holdKeys(longest: number, isSettled: () => boolean, isForFieldOnly = false): void {
  const held: string[] = [];
  const old = new Set(document.querySelectorAll(fields));
  const until = Date.now() + longest;
  const onKey = (event: KeyboardEvent) => {
    const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!event.isTrusted || event.isComposing || (!isLetter && event.key !== "Backspace" && event.key !== "Escape")) return;
    // the field came a moment ago: what was kept goes into it first, the new letter follows by itself
    if (newField(old)) return end();
    if (event.key === "Escape") held.length = 0;
    else {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (isLetter) held.push(event.key);
      else held.pop();
    }
  };
  const end = () => {
    clearInterval(timer);
    removeEventListener("keydown", onKey, true);
    if (held.length === 0) return;
    if (newField(old)) document.execCommand("insertText", false, held.join(""));
    else if (!isForFieldOnly) for (const key of held) (document.activeElement ?? document.body).dispatchEvent(pressed(key));
  };
  const timer = setInterval(() => {
    if (newField(old) || Date.now() > until || isSettled()) end();
  }, lookEvery);
  addEventListener("keydown", onKey, true);
}

/** The field that has the focus, unless it was there before. */
function newField(old: ReadonlySet<Element>): boolean {
  const at = document.activeElement;
  return at?.matches(fields) === true && !old.has(at);
}

const pressed = (key: string) => new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
