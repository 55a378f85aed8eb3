import { formFields } from "../api/catalog.ts";
import type { Me } from "../api/me.ts";
import type { ObjectInfo } from "../api/types.ts";
import { dayOf } from "../format/date.ts";

/** What a new record begins with: the catalog's defaults as the server would set them. */
export function defaultValues(object: ObjectInfo, me: Me): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of object.fields) {
    if (field.default === undefined || field.default === null || field.read_only) continue;
    values[field.name] =
      field.default === "$now" ? new Date().toISOString() : field.default === "$today" ? dayOf(new Date()) : field.default === "$user" ? me.id : field.default;
  }
  if (formFields(object).some((f) => f.name === "owner_id")) values.owner_id = me.id;
  return values;
}

/** Fields whose value differs, with companions; "" counts as empty. */
export function changedValues(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(after)) {
    const next = value === "" || value === undefined ? null : value;
    if (JSON.stringify(next) !== JSON.stringify(before[name] ?? null)) changed[name] = next;
  }
  return changed;
}

const same = /^(source|campaign|pipeline_id)$/;

/** What the next of several records has in common with the last: whom it belongs to and where it came from, nothing else. */
export function keptForAnother(object: ObjectInfo, values: Record<string, unknown>): Record<string, unknown> {
  const kept = object.fields.filter((f) => (f.type === "relation" || same.test(f.name) || f.name === "owner_id") && values[f.name]);
  return Object.fromEntries(kept.map((f) => [f.name, values[f.name]]));
}
