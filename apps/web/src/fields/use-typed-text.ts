import { useState } from "react";

/**
 * The text of an input whose value is something else. What cannot be read becomes the value as it was typed: it stays
 * to be seen, and is refused in the server's words when it is saved, never dropped.
 */
export function useTypedText<T>(value: unknown, onChange: (value: unknown) => void, read: (text: string) => T | undefined) {
  const [typed, setTyped] = useState<{ text: string; value: unknown } | null>(null);
  return {
    /** What was typed last, as long as it is what the value comes from. */
    typed: typed !== null && Object.is(typed.value, value) ? typed.text : undefined,
    type: (text: string) => {
      const next = text.trim() === "" ? null : (read(text) ?? text);
      setTyped({ text, value: next });
      onChange(next);
    },
    /** The input is left: what could be read is written as usual. */
    leave: () => setTyped(null),
  };
}
