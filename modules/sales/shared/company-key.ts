import { normalizeText } from "@keshu/search";

/** Legal forms at the end of a name: two spellings of one company often differ in nothing else. */
const legalForm =
  /(?:股份有限责任公司|股份有限公司|有限责任公司|有限公司|股份公司|责任公司|有限合伙企业|有限合伙|公司|colimited|coltd|limited|ltd|llc|gmbh|inc|corporation|corp|company)$/;

/**
 * What two spellings of one company's name have in common: simplified, half-width, lower case, without
 * spaces, brackets, punctuation and legal form. 集团 stays: a group is not its subsidiary.
 */
export function companyKey(name: string): string {
  const bare = normalizeText(name).replaceAll(/[^\p{L}\p{N}]/gu, "");
  const key = bare.replace(legalForm, "");
  return (key || bare).slice(0, 255);
}
