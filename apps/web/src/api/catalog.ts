import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import i18next from "i18next";
import { useEffect, useState } from "react";
import { plainText } from "../fields/long-text/mentions.ts";
import { queryClient } from "../query-client.ts";
import { api, bodyOf } from "./client.ts";
import { goneObject, noteGone } from "./gone-definitions.ts";
import type { FieldInfo, Label, ObjectInfo } from "./types.ts";

/** All objects the reader may see, by name and by path. */
export interface CatalogIndex {
  objects: ObjectInfo[];
  byName: Map<string, ObjectInfo>;
  byPath: Map<string, ObjectInfo>;
}

export const catalogQuery = queryOptions({
  queryKey: ["catalog"],
  queryFn: async (): Promise<CatalogIndex> => {
    const index = indexOf((await bodyOf(api.GET("/api/v1/catalog/objects"))) as unknown);
    noteGone(catalogNow()?.objects ?? [], index.objects);
    return index;
  },
  staleTime: 60_000,
  // fields and objects come and go while people work
  refetchOnWindowFocus: true,
});

function indexOf(body: unknown): CatalogIndex {
  const list = (Array.isArray(body) ? body : (body as { data: unknown[] }).data) as ObjectInfo[];
  const objects = list.map((o) => ({ ...o, plural_label: o.plural_label ?? o.label, title_field: o.title_field ?? "name", fields: o.fields ?? [] }));
  for (const o of objects) o.list_fields ??= undefined;
  return { objects, byName: new Map(objects.map((o) => [o.name, o])), byPath: new Map(objects.map((o) => [o.path, o])) };
}

export function useCatalog(): CatalogIndex {
  return useSuspenseQuery(catalogQuery).data;
}

/**
 * The object of an address; one made a moment ago, here or on another server, is looked for before it is missing. One that
 * was there until now is `gone`.
 */
export function useObjectAt(path: string): { object: ObjectInfo | undefined; isLooking: boolean; gone: ObjectInfo | undefined } {
  const { data, isFetching, refetch } = useSuspenseQuery(catalogQuery);
  const object = data.byPath.get(path);
  const gone = object ? undefined : goneObject(path);
  const [looked, setLooked] = useState<string | null>(null);
  useEffect(() => {
    if (!object && !gone && looked !== path) void refetch().then(() => setLooked(path));
  }, [object, gone, looked, path, refetch]);
  return { object, gone, isLooking: !object && !gone && (isFetching || looked !== path) };
}

/** Catalog outside React, once the shell has loaded it. */
export function catalogNow(): CatalogIndex | undefined {
  return queryClient.getQueryData(catalogQuery.queryKey);
}

/** A label in the reader's language; plain strings pass through. */
export function labelOf(label: Label | string | undefined | null): string {
  if (!label) return "";
  if (typeof label === "string") return label;
  return i18next.language === "en" ? label.en || label.zh : label.zh || label.en;
}

export function fieldOf(object: ObjectInfo, name: string): FieldInfo | undefined {
  return object.fields.find((f) => f.name === name);
}

/** Where an expanded relation stands in a record: `customer_id` → `customer`, `contact_ids` → `contacts`. */
export function expandedName(field: FieldInfo): string {
  return field.name.replace(/(?<=.)_id(s?)$/, "$1");
}

/** What people call a record. */
export function titleOf(record: Record<string, unknown> | null | undefined, object?: ObjectInfo): string {
  if (!record) return "";
  const title = textIn(record, object, object?.title_field ?? "name") ?? record.name ?? record.title ?? record.number ?? record.id;
  // what people wrote may be a title, too: in one line, mentions as they read
  return typeof title === "string" ? (/[\n\]]/.test(title) ? plainText(title.slice(0, 400)) : title) : String(title ?? "");
}

/** A text in the reader's language, where the record holds it in English, too. */
export function textIn(record: Record<string, unknown>, object: ObjectInfo | undefined, name: string): unknown {
  const english = i18next.language === "en" ? object?.fields.find((f) => f.name === name)?.in_english : undefined;
  return (english && record[english]) || record[name];
}

/** Names of fields that point to other records, among those given; those that would expand to one name are looked up one by one. */
export function expandable(fields: readonly FieldInfo[]): string[] {
  // what would expand onto itself is looked up, too: its id would be lost
  const links = fields.filter((f) => f.target !== undefined && expandedName(f) !== f.name);
  return links.filter((f) => links.every((other) => other === f || expandedName(other) !== expandedName(f))).map((f) => f.name);
}

export function isWritable(field: FieldInfo): boolean {
  return (
    !field.read_only && field.name !== "id" && !["formula", "roll_up"].includes(field.type) && (field.access ?? "write") !== "read" && field.access !== "hidden"
  );
}

/** Fields a form shows: what people fill in, without companions, which stand beside their field. */
export function formFields(object: ObjectInfo): FieldInfo[] {
  return object.fields
    .filter(
      (f) =>
        isWritable(f) &&
        !f.companion_of &&
        !f.retired &&
        f.name !== "department_id" &&
        f.name !== "number" &&
        f.name !== "tags" &&
        f.name !== object.states?.field,
    )
    .concat(object.fields.filter((f) => f.name === "tags"));
}

export interface Related {
  object: ObjectInfo;
  field: FieldInfo;
}

/** Objects with a relation that points to this one. */
export function relatedTo(catalog: CatalogIndex, object: ObjectInfo): Related[] {
  return catalog.objects.flatMap((other) =>
    other.fields
      .filter((f) => f.target === object.name && (f.type === "relation" || f.type === "relations") && !f.retired)
      .map((field) => ({ object: other, field })),
  );
}
