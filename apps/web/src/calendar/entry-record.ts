import { queryOptions } from "@tanstack/react-query";
import { expandable } from "../api/catalog.ts";
import { records } from "../api/records.ts";
import type { FieldInfo, ObjectInfo } from "../api/types.ts";
import type { Entry } from "./entry.ts";

const shown = [
  "recurrence",
  "place",
  "attendee_ids",
  "customer_id",
  "contact_id",
  "opportunity_id",
  "lead_id",
  "owner_id",
  "priority",
  "amount",
  "stage",
  "description",
];

/** What is told of a record beside its entry, in this order. */
export function factsOf(object: ObjectInfo | undefined): FieldInfo[] {
  return (object?.fields ?? []).filter((f) => shown.includes(f.name)).sort((a, b) => shown.indexOf(a.name) - shown.indexOf(b.name));
}

/** The record an entry stands for. */
export function entryRecordQuery(entry: Entry | undefined, object: ObjectInfo | undefined) {
  const path = object?.path ?? "";
  return queryOptions({
    queryKey: ["records", path, "one", entry?.id ?? "", "calendar"],
    queryFn: () => records.get(path, entry?.id ?? "", { expand: expandable(factsOf(object)).join() }),
    enabled: entry !== undefined && path !== "",
  });
}
