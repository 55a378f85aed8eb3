import { fieldOf, labelOf } from "../../api/catalog.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../../api/types.ts";
import { FieldValue, isEmptyValue } from "../../fields/cells.tsx";
import { isPathShown } from "../stages/path-states.ts";

const most = 6;

/** The few values that say how the record stands, in one strip. */
export function KeyFacts({ object, record }: { object: ObjectInfo; record: ApiRecord }) {
  // “no” and nothing say nothing here; what is still to be filled in stands among the facts
  const fields = keyFields(object).filter((f) => f.name in record && record[f.name] !== false && !isEmptyValue(record[f.name]));
  if (fields.length === 0) return null;
  return (
    <dl className="k-key-facts">
      {fields.map((field) => (
        <div key={field.name} className={field.type === "money" ? "is-money" : undefined}>
          <dt>{labelOf(field.label)}</dt>
          <dd dir="auto">
            <FieldValue field={field} value={record[field.name]} record={record} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** As the object says; otherwise what its list shows, without what the head says already. */
export function keyFields(object: ObjectInfo): FieldInfo[] {
  const names = object.key_fields ?? object.list_fields ?? [];
  const told = new Set([
    object.title_field,
    "owner_id",
    "number",
    "tags",
    "created_at",
    "next_step",
    "next_contact_at",
    ...(isPathShown(object) ? [object.states?.field ?? ""] : []),
  ]);
  return names
    .filter((name) => !told.has(name))
    .flatMap((name) => fieldOf(object, name) ?? [])
    .filter((f) => f.type !== "long_text")
    .slice(0, most);
}
