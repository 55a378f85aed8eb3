import type { ObjectType } from "@keshu/catalog";
import type { Principal } from "@keshu/kernel";
import { likePattern, queryGrams } from "@keshu/search";
import type { Parameters } from "../parameters.ts";

/**
 * Rows that a search text finds: bigrams by index, then the text itself; or the beginning of a number.
 * Readers with hidden or masked searchable fields search only the title, so that no match betrays a value.
 */
export function searchCondition(object: ObjectType, principal: Principal, q: string, p: Parameters): string {
  const restricted = principal.restrictedFields(object.name);
  const isConcealed = (name: string): boolean => restricted.get(name) === "hidden" || restricted.get(name) === "masked";
  const { text, grams } = queryGrams(q);
  const arms: string[] = [];
  if (!isConcealed("number")) arms.push(`t.number like ${p.add(`${likePattern(q.trim().toUpperCase())}%`)}`);
  const place = object.searchableFields.some((f) => isConcealed(f.name)) ? (isConcealed(object.titleField) ? null : "t.title_text") : "t.search_text";
  if (place && grams.length > 0) arms.push(`(t.grams @> ${p.add(`{${grams.join(",")}}`)}::int4[] and ${place} like ${p.add(`%${likePattern(text)}%`)})`);
  else if (place && text.length === 1) arms.push(`${place} like ${p.add(`${likePattern(text)}%`)}`);
  return arms.length ? `(${arms.join(" or ")})` : "false";
}
