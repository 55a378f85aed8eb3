import type { Field, ObjectType } from "@keshu/catalog";
import type { Locale } from "@keshu/kernel";
import type { ApiRecord } from "./types.ts";

/** The field that holds the titles of the object in the reader's language, where the title itself does not. */
export function englishTitle(object: ObjectType, locale: Locale): Field | undefined {
  const name = locale === "en" ? object.fields.get(object.titleField)?.inEnglish : undefined;
  return name === undefined ? undefined : object.fields.get(name);
}

/** What a record is called in the reader's language; null where it has no name. */
export function readerName(object: ObjectType, record: ApiRecord, locale: Locale): string | null {
  const english = englishTitle(object, locale);
  const name = (english && record[english.name]) || record[object.titleField];
  return typeof name === "string" && name !== "" ? name : null;
}
