import { createHash } from "node:crypto";
import { type Field, fieldType, type ObjectType, type ParseEnvironment } from "@keshu/catalog";

/** Text of a record's key as the engine will see it; null when a part is empty, so that nothing can match. */
export function keyText(object: ObjectType, key: readonly string[], record: Record<string, unknown>, env: ParseEnvironment): string | null {
  const parts: string[] = [];
  for (const name of key) {
    const value = record[name];
    if (value === undefined || value === null || value === "") return null;
    if (name === "id") {
      parts.push(String(value).toLowerCase());
      continue;
    }
    const field = object.fields.get(name) as Field;
    const parsed = fieldType(field.type).parse(value, field, env);
    if (parsed.ok && (parsed.value === null || parsed.value === "")) return null;
    parts.push(parsed.ok ? JSON.stringify(parsed.value) : `?${String(value).trim()}`);
  }
  return parts.join("\u0000");
}

/** Fingerprint of a row without a key: the same values in any column order give the same. */
export function fingerprint(record: Record<string, unknown>): Buffer {
  const text = JSON.stringify(
    Object.keys(record)
      .sort()
      .map((name) => [name, typeof record[name] === "string" ? record[name].trim() : record[name]]),
  );
  return createHash("sha256").update(text).digest().subarray(0, 16);
}
