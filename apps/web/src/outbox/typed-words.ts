import { fieldOf, labelOf } from "../api/catalog.ts";
import type { ObjectInfo } from "../api/types.ts";

/** Values a person typed, a line each under the label of its field. */
export function typedWords(values: Record<string, unknown>, object: ObjectInfo): string {
  return Object.entries(values)
    .filter(([, v]) => v !== null && v !== "")
    .map(([name, v]) => `${labelOf(fieldOf(object, name)?.label) || name}: ${typeof v === "string" ? v : JSON.stringify(v)}`)
    .join("\n");
}
