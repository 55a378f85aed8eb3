import type { Operator } from "../../fields/field-module.ts";

const ofDates: Partial<Record<Operator, string>> = { eq: "on", ne: "notOn", lt: "before", gt: "after", lte: "until", gte: "since" };
const ofChoices: Partial<Record<Operator, string>> = { eq: "in", ne: "nin" };
const ofYesNo: Partial<Record<Operator, string>> = { eq: "be", ne: "notBe" };
/** Where 等于 stands beside it, 是 and 不是 say that there may be several. */
const ofValues: Partial<Record<Operator, string>> = { in: "oneOf", nin: "notOneOf" };
const chosen = new Set(["select", "relation", "user", "department"]);
const ofSeveral: Partial<Record<Operator, string>> = { in: "anyOf", contains: "has", nin: "noneOf" };

/** The key of an operator's words for a type: 早于 rather than 小于 for dates. */
export function operatorKey(type: string, operator: Operator): string {
  if (type === "date" || type === "datetime") return ofDates[operator] ?? operator;
  if (type === "multi_select" || type === "relations") return ofSeveral[operator] ?? operator;
  if (type === "boolean") return ofYesNo[operator] ?? operator;
  return (chosen.has(type) ? ofChoices : ofValues)[operator] ?? operator;
}
