import { fieldType } from "@keshu/catalog";
import type { Context } from "@keshu/kernel";
import { type ApiRecord, currentCatalog, listRecords, readByIds } from "@keshu/records";
import { companyKey } from "../../shared/company-key.ts";
import { normalizeCreditCode } from "../../shared/credit-code.ts";
import { isOpen } from "../rights.ts";
import { type DuplicateMatch, type DuplicateObject, matchDuplicates, type Traits } from "./match-duplicates.ts";

export interface DuplicateQuery {
  /** Of a customer its name; of a lead the person's. */
  name?: string | undefined;
  company?: string | undefined;
  credit_code?: string | undefined;
  mobile?: string | undefined;
  phone?: string | undefined;
  email?: string | undefined;
  /** The record being edited. */
  except?: string | undefined;
}

export interface Duplicate {
  object: DuplicateObject;
  /** null with the title and number where the caller may not see the record: only that there is one is told. */
  id: string | null;
  title: string | null;
  number: string | null;
  owner_name: string | null;
  matched_by: DuplicateMatch["by"] | "similar";
  can_read: boolean;
}

const most = 12;
/** Shorter pieces of a name are in too many names. */
const shortestSimilar = 4;

/** Leads, customers and contacts that may be the one described, the surest first; of records out of sight no more than that they exist. */
export async function findDuplicates(ctx: Context, about: "lead" | "customer", query: DuplicateQuery): Promise<Duplicate[]> {
  const company = about === "customer" ? query.name : query.company;
  const traits = traitsOf(query, company);
  const matches = (await matchDuplicates(ctx.db, (object) => askable(ctx, object, traits))).filter((m) => m.id !== query.except);
  const records = await readable(ctx, matches);
  const isTold = ctx.principal.reach(about, "create") !== null || ctx.principal.reach(about, "update") !== null;
  const shown = matches.filter((m) => records.has(m.id) || (isTold && ctx.principal.reach(m.object, "read") !== null));
  const found = shown.slice(0, most).map((m) => ({
    object: m.object,
    matched_by: m.by as Duplicate["matched_by"],
    owner: isOpen(ctx, m.object, "owner_id") ? m.owner_id : null,
    record: records.get(m.id),
  }));
  const similar = await similarCustomers(ctx, company, new Set([...matches.map((m) => m.id), query.except]), most - found.length);
  const all = [...found, ...similar];
  const owners = await readByIds(ctx, "user", [...new Set(all.map((d) => d.owner).filter((id): id is string => id !== null))]);
  return all.map(({ object, matched_by, owner, record }) => ({
    object,
    id: record?.id ?? null,
    title: (record?.name as string | null | undefined) ?? null,
    number: (record?.number as string | null | undefined) ?? null,
    owner_name: (owner ? (owners.get(owner)?.name as string | undefined) : undefined) ?? null,
    matched_by,
    can_read: record !== undefined,
  }));
}

function traitsOf(query: DuplicateQuery, company: string | undefined): Traits {
  const phones = [query.mobile, query.phone].map((text) => parsed("phone", text)).filter((p): p is string => p !== null);
  return {
    companyKey: company ? companyKey(company) || null : null,
    creditCode: query.credit_code ? normalizeCreditCode(query.credit_code) : null,
    phones: [...new Set(phones)],
    email: parsed("email", query.email),
  };
}

/** The stored form of what was typed so far; null while it is none. */
function parsed(type: "phone" | "email", text: string | undefined): string | null {
  const field = currentCatalog().byName.get("lead")?.fields.get(type);
  if (!text || !field) return null;
  const read = fieldType(type).parse(text, field, { now: new Date(), timeZone: "Asia/Shanghai", mode: "strict" });
  return read.ok && typeof read.value === "string" ? read.value : null;
}

/** A hidden or masked field must not be guessed by asking for duplicates. */
function askable(ctx: Context, object: DuplicateObject, traits: Traits): Traits | null {
  if (!ctx.principal.reach(object, "read")) return null;
  const may = (field: string): boolean => isOpen(ctx, object, field);
  const mayPhone = may("mobile") && may("phone");
  return {
    companyKey: may(object === "lead" ? "company" : "name") ? traits.companyKey : null,
    creditCode: may("credit_code") ? traits.creditCode : null,
    phones: mayPhone ? traits.phones : [],
    email: may("email") ? traits.email : null,
  };
}

async function readable(ctx: Context, matches: readonly DuplicateMatch[]): Promise<Map<string, ApiRecord>> {
  const found = new Map<string, ApiRecord>();
  for (const object of new Set(matches.map((m) => m.object))) {
    const ids = matches.filter((m) => m.object === object).map((m) => m.id);
    for (const [id, record] of await readByIds(ctx, object, ids)) found.set(id, record);
  }
  return found;
}

/** Customers in sight with the typed name in theirs. */
async function similarCustomers(ctx: Context, company: string | undefined, known: ReadonlySet<string | undefined>, limit: number) {
  const object = currentCatalog().byName.get("customer");
  const key = company ? companyKey(company) : "";
  if (!object || limit <= 0 || [...key].length < shortestSimilar || !isOpen(ctx, "customer", "name")) return [];
  const fields = ["name", "number", "owner_id"].filter((field) => isOpen(ctx, "customer", field));
  const { data } = await listRecords(ctx, object, { filter: { name: { contains: key } }, fields, limit: limit + known.size });
  return data
    .filter((record) => !known.has(record.id))
    .slice(0, limit)
    .map((record) => ({ object: "customer" as const, matched_by: "similar" as const, owner: (record.owner_id as string | null) ?? null, record }));
}
