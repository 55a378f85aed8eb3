import type { ObjectType } from "@keshu/catalog";
import type { Principal } from "@keshu/kernel";
import { beginsWith, likePattern, queryGrams, readQuery } from "@keshu/search";
import type { Parameters } from "../parameters.ts";
import { rarestGrams } from "./gram-samples.ts";
import type { Narrow } from "./narrow.ts";

/**
 * Rows that a search text finds: all its words, by index and then by the text itself; or a number.
 * Readers with hidden or masked searchable fields search only the title, so that no match betrays a value.
 */
export function searchCondition(object: ObjectType, principal: Principal, q: string, p: Parameters, narrow: Narrow): string {
  const arms = [numberCondition(object, principal, q, p), textCondition(object, principal, q, p, narrow)].filter((arm) => arm !== null);
  return arms.length ? `(${arms.join(" or ")})` : "false";
}

/** The column in which this reader may search, or null. */
export function searchPlace(object: ObjectType, principal: Principal): string | null {
  if (!object.searchableFields.some((f) => isConcealed(principal, object, f.name))) return "t.search_text";
  return isConcealed(principal, object, object.titleField) ? null : "t.title_text";
}

export function isConcealed(principal: Principal, object: ObjectType, field: string): boolean {
  const access = principal.restrictedFields(object.name).get(field);
  return access === "hidden" || access === "masked";
}

/** Words of which the index of bigrams knows something; a lone character begins the title. */
export function textCondition(object: ObjectType, principal: Principal, q: string, p: Parameters, narrow: Narrow): string | null {
  const place = searchPlace(object, principal);
  const { text, words: parts, joined } = readQuery(q);
  if (!place || joined === "") return null;
  if (text.length === 1) return `(${narrow([beginsWith(text.charCodeAt(0))], p)} and ${place} like ${p.add(`${likePattern(text)}%`)})`;
  const words = parts.some((w) => w.length > 1) ? parts : [joined];
  const grams = rarestGrams(object, [...new Set(words.flatMap((w) => queryGrams(w).grams))]);
  const likes = words.map((w) => `${place} like ${p.add(`%${likePattern(w)}%`)}`);
  return `(${narrow(grams, p)} and ${likes.join(" and ")})`;
}

/** `CU202611-000123` or its beginning; with a # before it, or in six digits, the running part alone. */
export function numberCondition(object: ObjectType, principal: Principal, q: string, p: Parameters): string | null {
  const prefix = object.fields.get("number")?.prefix ?? "";
  const asked = q.normalize("NFKC").trim().toUpperCase();
  const text = asked.replace(/^#\s*/, "");
  if (text === "" || isConcealed(principal, object, "number")) return null;
  if (!/\d/.test(text)) return `t.number = ${p.add(text)}`;
  // a range, because the index serves LIKE only where texts are ordered by their bytes
  const begins = `(t.number >= ${p.add(text)} and t.number <= ${p.add(`${text}\uffff`)} and starts_with(t.number, ${p.add(text)}))`;
  const isRun = /^\d{1,9}$/.test(text) && (text !== asked || text.length >= 6);
  return isRun ? `(${begins} or t.number = any(array(${numbersOfRun(object, prefix, text, p)})))` : begins;
}

/** The number is drawn once, but in which month it does not say: one candidate for each month the object has existed. */
function numbersOfRun(object: ObjectType, prefix: string, digits: string, p: Parameters): string {
  const first = `(select substring(min(number) from ${p.add(`^${prefix.replaceAll(/\W/g, "\\$&")}(\\d{4}(?:0[1-9]|1[0-2]))-`)}) from ${object.table} where deleted_at is null)`;
  return `select ${p.add(prefix)}::text || to_char(m, 'YYYYMM') || ${p.add(`-${digits.replace(/^0+(?=\d)/, "").padStart(6, "0")}`)}::text
    from generate_series(greatest(to_date(${first}, 'YYYYMM'), (now() - interval '50 years')::date), now() + interval '1 month', interval '1 month') m`;
}
