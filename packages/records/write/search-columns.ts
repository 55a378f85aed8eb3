import { type ApiValue, fieldType, type ObjectType } from "@keshu/catalog";
import { gramsOf, normalizeText, searchTextOf, titleGramsOf } from "@keshu/search";

export interface SearchColumns {
  search_text: string | null;
  title_text: string | null;
  grams: string | null;
}

/** What search finds a record by, from its values in API form. */
export function searchColumns(object: ObjectType, values: Record<string, unknown>): SearchColumns {
  const titles: { text: string; isTitle: boolean }[] = [];
  const others: { text: string; isTitle: boolean }[] = [];
  for (const field of object.searchableFields) {
    const value = values[field.name];
    if (value === null || value === undefined || value === "") continue;
    const isTitle = field.name === object.titleField;
    for (const text of fieldType(field.type).searchText?.(value as ApiValue, field) ?? []) (isTitle ? titles : others).push({ text, isTitle });
  }
  if (titles.length + others.length === 0) return { search_text: null, title_text: null, grams: null };
  const titleText = titles.length ? searchTextOf(titles) : "";
  const otherText = others.length ? searchTextOf(others) : "";
  const text = titleText && otherText ? `${titleText}\n${otherText}` : titleText || otherText;
  return {
    search_text: text,
    title_text: titleText,
    grams: `{${[...gramsOf(text), ...titles.flatMap((t) => titleGramsOf(normalizeText(t.text)))].join(",")}}`,
  };
}

/** Whether a patch touches what search finds the record by. */
export function touchesSearch(object: ObjectType, names: Iterable<string>): boolean {
  for (const name of names) if (object.fields.get(name)?.searchable) return true;
  return false;
}
