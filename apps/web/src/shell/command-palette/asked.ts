import { labelOf } from "../../api/catalog.ts";
import type { ObjectInfo } from "../../api/types.ts";

/** What was typed, without the sign that narrows it. */
export interface Asked {
  text: string;
  only: "commands" | "numbers" | "people" | "help" | null;
  /** One object, named before a colon. */
  object: ObjectInfo | null;
}

/** `>` commands, `#` numbers, `@` people, `?` help, `客户:` one object; also with the signs of a Chinese keyboard. */
export function readAsked(typed: string, objects: readonly ObjectInfo[]): Asked {
  const text = typed.trimStart();
  const rest = text.slice(1).trim();
  if (/^[>》＞]/.test(text)) return { text: rest, only: "commands", object: null };
  if (/^[#＃]/.test(text)) return { text: rest, only: "numbers", object: null };
  if (/^[@＠]/.test(text)) return { text: rest, only: "people", object: null };
  if (/^[?？]/.test(text)) return { text: "", only: "help", object: null };
  const colon = text.search(/[:：]/);
  if (colon > 0) {
    const name = text.slice(0, colon).trim().toLowerCase();
    const object = objects.find((o) => [o.name, o.path, labelOf(o.label), labelOf(o.plural_label)].some((known) => known.toLowerCase() === name));
    if (object) return { text: text.slice(colon + 1).trim(), only: null, object };
  }
  return { text: text.trim(), only: null, object: null };
}
