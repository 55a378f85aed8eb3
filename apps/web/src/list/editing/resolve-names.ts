import { catalogNow } from "../../api/catalog.ts";
import { rememberName } from "../../api/record-names.ts";
import { records } from "../../api/records.ts";
import type { FieldInfo } from "../../api/types.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What names of people and records stand for; a name that several have stands for none. */
export async function resolveNames(field: FieldInfo, texts: readonly string[]): Promise<Map<string, { id: string } | "unknown" | "several">> {
  const found = new Map<string, { id: string } | "unknown" | "several">();
  const object = catalogNow()?.byName.get(field.target ?? "");
  const names = [...new Set(texts.map((t) => t.trim()).filter((t) => t !== ""))];
  for (const name of names) found.set(name, uuid.test(name) ? { id: name } : "unknown");
  if (!object) return found;
  const open = names.filter((name) => !uuid.test(name));
  for (let at = 0; at < open.length; at += 200) {
    const some = open.slice(at, at + 200);
    const conditions: Record<string, unknown>[] = [{ [object.title_field]: { in: some } }];
    if (object.fields.some((f) => f.name === "number")) conditions.push({ number: { in: some } });
    const { data } = await records.list(object.path, { filter: JSON.stringify({ or: conditions }), fields: `id,${object.title_field},number`, limit: 1000 });
    for (const record of data) {
      for (const name of [record[object.title_field], record.number]) {
        if (typeof name !== "string" || !found.has(name)) continue;
        const before = found.get(name);
        found.set(name, before === "unknown" || (typeof before === "object" && before.id === record.id) ? { id: record.id } : "several");
      }
      rememberName(object.name, record.id, String(record[object.title_field] ?? ""));
    }
  }
  return found;
}
