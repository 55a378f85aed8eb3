import { likePattern, queryGrams } from "@keshu/search";
import type { ObjectType } from "@keshu/catalog";
import type { Principal } from "@keshu/kernel";
import type { Parameters } from "../parameters.ts";

/**
 * Rows that a search text finds: bigrams by index, then the text itself; or the beginning of a number.
 * Readers with hidden or masked searchable fields search only the title, so that no match betrays a value.
 */
export function searchCondition(object: ObjectType, principal: Principal, q: string, p: Parameters): string {
  const { text, grams } = queryGrams(q);
  const number = `t.number like ${p.add(`${likePattern(q.trim().toUpperCase())}%`)}`;
  if (grams.length === 0) return text.length === 1 ? `(${number} or t.search_text like ${p.add(`${likePattern(text)}%`)})` : number;
  const restricted = principal.restrictedFields(object.name);
  const concealed = object.searchableFields.some((f) => restricted.has(f.name) && restricted.get(f.name) !== "read");
  const place = concealed ? "t.title_text" : "t.search_text";
  return `((t.grams @> ${p.add(`{${grams.join(",")}}`)}::int4[] and ${place} like ${p.add(`%${likePattern(text)}%`)}) or ${number})`;
}
