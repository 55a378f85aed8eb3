import type { ApiRecord } from "@keshu/records";

/** Fields of a lead that its customer takes over. */
const toCustomer = [
  "credit_code",
  "level",
  "industry",
  "source",
  "mobile",
  "phone",
  "email",
  "wechat",
  "website",
  "region",
  "address",
  "next_contact_at",
  "remark",
  "tags",
];
const toContact = ["name", "title", "mobile", "phone", "email", "wechat", "address"];

export function companyOf(lead: ApiRecord): string {
  return String(lead.company || lead.name);
}

export function phonesOf(lead: ApiRecord, fields: readonly string[] = ["mobile", "phone"]): string[] {
  return [...new Set(fields.map((field) => lead[field]).filter((p): p is string => typeof p === "string" && p !== ""))];
}

export function customerValues(lead: ApiRecord): Record<string, unknown> {
  return { name: companyOf(lead), contact_name: lead.name, ...picked(lead, toCustomer) };
}

export function contactValues(lead: ApiRecord): Record<string, unknown> {
  return picked(lead, toContact);
}

function picked(lead: ApiRecord, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => lead[name] !== null && lead[name] !== undefined).map((name) => [name, lead[name]]));
}
