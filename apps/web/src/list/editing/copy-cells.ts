import { expandedName, titleOf } from "../../api/catalog.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../../api/types.ts";
import { optionLabel } from "../../fields/select/option-tag.tsx";
import { formatDateTime } from "../../format/date.ts";

/** A value as a spreadsheet takes it: words for options and related records, plain figures. */
export function cellText(object: ObjectInfo, field: FieldInfo, record: ApiRecord): string {
  const value = record[field.name];
  if (value === null || value === undefined) return "";
  if (field.target && !Array.isArray(value)) return titleOf(record[expandedName(field)] as Record<string, unknown> | null) || String(value);
  if (field.type === "select") return optionLabel(field, value);
  if (field.type === "multi_select") return (value as unknown[]).map((v) => optionLabel(field, v)).join("、");
  if (field.type === "datetime") return formatDateTime(String(value));
  if (field.name === object.title_field) return titleOf(record, object);
  if (field.type === "address" && typeof value === "object")
    return Object.values(value as Record<string, unknown>)
      .filter((v) => typeof v === "string")
      .join("");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Copies a column of values, one a line; line breaks within a value are quoted as spreadsheets do. */
export function copyCells(object: ObjectInfo, field: FieldInfo, records: readonly ApiRecord[]): boolean {
  const text = records
    .map((record) => cellText(object, field, record))
    .map((value) => (/[\n\t"]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value))
    .join("\n");
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
  };
  document.addEventListener("copy", onCopy, { once: true, capture: true });
  const isDone = document.execCommand("copy");
  document.removeEventListener("copy", onCopy, { capture: true });
  if (!isDone) void navigator.clipboard?.writeText(text).catch(() => {});
  return isDone || navigator.clipboard !== undefined;
}
