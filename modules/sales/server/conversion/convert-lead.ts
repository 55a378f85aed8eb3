import type { ObjectType } from "@keshu/catalog";
import { type Context, createError, inLocale, isUuid, within } from "@keshu/kernel";
import { type ApiRecord, createRecord, currentCatalog, getRecord, listRecords, updateRecord, writeBatch } from "@keshu/records";
import { findCustomers, lockCompany, type MatchedBy, strongest } from "../matching/find-customers.ts";
import { asSystem, withAllFields } from "../rights.ts";
import { companyOf, contactValues, customerValues, phonesOf } from "./lead-values.ts";

export interface ConversionInput {
  customer_id?: string | undefined;
  create_opportunity?: boolean | undefined;
  opportunity?: Record<string, unknown> | undefined;
}

export interface Conversion {
  leadId: string;
  customerId: string;
  contactId: string | null;
  opportunityId: string | null;
  customerMatch: "created" | "given" | MatchedBy;
  /** false: this lead had been converted before, and this is the answer of then. */
  isNew: boolean;
}

/**
 * Makes a customer, a contact and an opportunity of a lead, in one transaction and under the caller's rights.
 * A customer that is already there (credit code, name, phone) is used instead of a second one, also when
 * several leads of one company are converted at once. A second conversion gives the first answer.
 * @throws NOT_FOUND, FORBIDDEN, CUSTOMER_ALREADY_CLAIMED (409), ILLEGAL_TRANSITION, VALIDATION_FAILED
 */
export async function convertLead(ctx: Context, leadId: string, input: ConversionInput): Promise<Conversion> {
  const objects = salesObjects();
  checkOpportunityFields(ctx, objects.opportunity, input.opportunity);
  return ctx.db.transaction(async (tx) => {
    const inner = within(ctx, tx);
    const lead = await lockLead(inner, objects.lead, leadId);
    if (lead.customer_id) return earlierAnswer(lead);
    await forgetGoneOwner(inner, lead);
    const found = await customerFor(inner, objects, lead, input);
    const contactId = await contactFor(inner, objects.contact, lead, found);
    const opportunityId = await opportunityFor(inner, objects, lead, { ...found, contactId }, input);
    const values = {
      customer_id: found.customerId,
      contact_id: contactId,
      opportunity_id: opportunityId,
      customer_match: found.customerMatch,
      converted_at: new Date().toISOString(),
      status: "qualified",
    };
    await updateRecord(withAllFields(inner), objects.lead, lead.id, values, { setsReadOnly: true });
    await linkFollowUps(inner, lead.id, { customer_id: found.customerId, contact_id: contactId, opportunity_id: opportunityId });
    return { leadId: lead.id, ...found, contactId, opportunityId, isNew: true };
  });
}

type Objects = Record<"lead" | "customer" | "contact" | "opportunity", ObjectType>;
type Found = Pick<Conversion, "customerId" | "customerMatch">;

function salesObjects(): Objects {
  const of = (name: string): ObjectType => {
    const object = currentCatalog().byName.get(name);
    if (!object) throw createError("UNKNOWN_OBJECT");
    return object;
  };
  return { lead: of("lead"), customer: of("customer"), contact: of("contact"), opportunity: of("opportunity") };
}

/** The whole lead, if the caller may see and change it; nobody else converts it meanwhile. */
async function lockLead(ctx: Context, object: ObjectType, id: string): Promise<ApiRecord> {
  if (!isUuid(id)) throw createError("NOT_FOUND");
  await getRecord(ctx, object, id, { fields: ["id"] });
  if (!ctx.principal.reach("lead", "update")) throw createError("FORBIDDEN");
  await ctx.db.query("select 1 from crm.lead where id = $1 for update", [id]);
  return getRecord(asSystem(ctx), object, id);
}

function earlierAnswer(lead: ApiRecord): Conversion {
  return {
    leadId: lead.id,
    customerId: lead.customer_id as string,
    contactId: (lead.contact_id as string | null) ?? null,
    opportunityId: (lead.opportunity_id as string | null) ?? null,
    customerMatch: (lead.customer_match as Conversion["customerMatch"] | null) ?? "given",
    isNew: false,
  };
}

async function customerFor(ctx: Context, objects: Objects, lead: ApiRecord, input: ConversionInput): Promise<Found> {
  if (input.customer_id) {
    const given = await listRecords(ctx, objects.customer, { filter: { id: input.customer_id }, fields: ["id"], limit: 1 });
    if (!given.data[0]) throw createError("VALIDATION_FAILED", { errors: [{ path: "customer_id", code: "UNKNOWN_RECORD" }] });
    return { customerId: given.data[0].id, customerMatch: "given" };
  }
  const traits = { name: companyOf(lead), creditCode: lead.credit_code as string | null, phones: phonesOf(lead) };
  await lockCompany(ctx.db, traits);
  const matches = strongest(await findCustomers(ctx.db, traits));
  if (matches.length === 0) {
    const created = await createRecord(withAllFields(ctx), objects.customer, { ...customerValues(lead), ...ownerFor(ctx, "customer", lead) });
    return { customerId: created.id, customerMatch: "created" };
  }
  const readable = await listRecords(ctx, objects.customer, { filter: { id: { in: matches.map((m) => m.id) } }, fields: ["id"], limit: matches.length });
  const ids = new Set(readable.data.map((r) => r.id));
  const match = matches.find((m) => ids.has(m.id));
  if (!match) throw createError("CUSTOMER_ALREADY_CLAIMED");
  return { customerId: match.id, customerMatch: match.by };
}

/** What a colleague who has left still owns goes to the caller. */
async function forgetGoneOwner(ctx: Context, lead: ApiRecord): Promise<void> {
  const { rows } = await ctx.db.query('select 1 from crm."user" where id = $1 and deleted_at is null', [lead.owner_id]);
  if (rows.length === 0) lead.owner_id = null;
}

/** The lead's owner keeps what comes of it, where the caller may give records to that person. */
function ownerFor(ctx: Context, object: string, lead: ApiRecord): { owner_id?: unknown } {
  const reach = ctx.principal.reach(object, "create");
  const isWithin = typeof lead.owner_id === "string" && (reach?.all || reach?.owners.includes(lead.owner_id));
  return isWithin ? { owner_id: lead.owner_id } : {};
}

async function contactFor(ctx: Context, object: ObjectType, lead: ApiRecord, found: Found): Promise<string> {
  const same = [
    lead.mobile ? { mobile: lead.mobile } : null,
    lead.email ? { email: lead.email } : null,
    { name: lead.name, ...(lead.mobile ? { mobile: { empty: true } } : {}) },
  ].filter((f) => f !== null);
  const known = await listRecords(withAllFields(ctx), object, {
    filter: { customer_id: found.customerId, or: same },
    fields: ["id"],
    sort: "created_at",
    limit: 1,
  });
  if (known.data[0]) return known.data[0].id;
  const values = { ...contactValues(lead), customer_id: found.customerId, is_primary: found.customerMatch === "created", ...ownerFor(ctx, "contact", lead) };
  return (await createRecord(withAllFields(ctx), object, values)).id;
}

async function opportunityFor(
  ctx: Context,
  objects: Objects,
  lead: ApiRecord,
  made: Found & { contactId: string },
  input: ConversionInput,
): Promise<string | null> {
  const isWanted = input.create_opportunity ?? (input.opportunity !== undefined || ctx.principal.reach("opportunity", "create") !== null);
  if (!isWanted) return null;
  const customer = await getRecord(asSystem(ctx), objects.customer, made.customerId, { fields: ["name"] });
  const name = inLocale({ zh: `${customer.name}的商机`, en: `${customer.name} – opportunity` }, ctx.locale).slice(0, 255);
  const values = {
    name,
    source: lead.source,
    ...ownerFor(ctx, "opportunity", lead),
    ...input.opportunity,
    customer_id: made.customerId,
    contact_id: input.opportunity?.contact_id ?? made.contactId,
  };
  try {
    return (await createRecord(withAllFields(ctx), objects.opportunity, values)).id;
  } catch (error) {
    throw nestProblems(error);
  }
}

/** Problems with the opportunity's fields are found under "opportunity." in the request. */
function nestProblems(error: unknown): unknown {
  const { code, errors, params } = error as { code?: string; errors?: readonly { path: string }[]; params?: Record<string, string> };
  if (!code || !errors?.length) return error;
  return createError(code as "VALIDATION_FAILED", {
    ...(params ? { params } : {}),
    errors: errors.map((e) => ({ ...e, path: `opportunity.${e.path}` })) as never,
  });
}

/** What the caller says about the opportunity obeys the caller's rights to its fields. */
function checkOpportunityFields(ctx: Context, object: ObjectType, values: Record<string, unknown> | undefined): void {
  for (const name of Object.keys(values ?? {})) {
    const access = ctx.principal.fieldAccess("opportunity", name);
    const path = `opportunity.${name}`;
    if (!object.fields.has(name) || access === "hidden")
      throw createError("UNKNOWN_FIELD", { params: { field: path }, errors: [{ path, code: "UNKNOWN_FIELD" }] });
    if (access === "read" || name === "customer_id") throw createError("VALIDATION_FAILED", { errors: [{ path, code: "READ_ONLY" }] });
  }
}

/** Activities and tasks of the lead are found at its customer, contact and opportunity as well. */
async function linkFollowUps(ctx: Context, leadId: string, links: Record<string, string | null>): Promise<void> {
  for (const name of ["activity", "task"]) {
    const object = currentCatalog().byName.get(name);
    if (!object) continue;
    const { rows } = await ctx.db.query<ApiRecord>(
      `select id, customer_id, contact_id, opportunity_id from ${object.table} where lead_id = $1 and deleted_at is null order by id`,
      [leadId],
    );
    const records = rows
      .map((row) => ({ id: row.id, ...Object.fromEntries(Object.entries(links).filter(([field, id]) => id && !row[field])) }))
      .filter((r) => Object.keys(r).length > 1);
    for (let i = 0; i < records.length; i += 1000) await writeBatch(asSystem(ctx), object, { operation: "update", records: records.slice(i, i + 1000) });
  }
}
