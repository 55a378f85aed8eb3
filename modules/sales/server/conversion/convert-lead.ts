import type { ObjectType } from "@keshu/catalog";
import { type Context, createError, inLocale, within } from "@keshu/kernel";
import { type ApiRecord, createRecord, currentCatalog, getRecord, updateRecord } from "@keshu/records";
import { asSystem, withAllFields } from "../rights.ts";
import { writeAlong } from "../write-along.ts";
import { contactFor } from "./find-contact.ts";
import { type CustomerChoice, customerFor, type Found, ownerFor } from "./find-customer.ts";
import { leadToConvert, type Objects, salesObjects } from "./sales-objects.ts";

export interface ConversionInput extends CustomerChoice {
  /** A contact of that customer to use. */
  contact_id?: string | undefined;
  create_opportunity?: boolean | undefined;
  opportunity?: Record<string, unknown> | undefined;
}

export interface Conversion {
  leadId: string;
  customerId: string;
  contactId: string | null;
  opportunityId: string | null;
  customerMatch: Found["customerMatch"];
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
    const lead = await leadToConvert(inner, leadId, { locks: true });
    if (lead.customer_id) return earlierAnswer(lead);
    await forgetGoneOwner(inner, lead);
    const found = await customerFor(inner, objects, lead, input);
    const { contactId, isMade } = await contactFor(inner, objects, lead, found, input.contact_id);
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
    await inner.db.query(
      `insert into keshu.lead_conversion (lead_id, customer_id, contact_id, opportunity_id, converted_by, status_before) values ($1, $2, $3, $4, $5, $6)
       on conflict (lead_id) do update set customer_id = $2, contact_id = $3, opportunity_id = $4, converted_by = $5, converted_at = now(), status_before = $6`,
      [lead.id, found.customerMatch === "created" ? found.customerId : null, isMade ? contactId : null, opportunityId, ctx.principal.userId, lead.status],
    );
    await linkFollowUps(inner, lead.id, { customer_id: found.customerId, contact_id: contactId, opportunity_id: opportunityId });
    return { leadId: lead.id, ...found, contactId, opportunityId, isNew: true };
  });
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

/** What a colleague who has left still owns goes to the caller. */
async function forgetGoneOwner(ctx: Context, lead: ApiRecord): Promise<void> {
  const { rows } = await ctx.db.query('select 1 from crm."user" where id = $1 and deleted_at is null', [lead.owner_id]);
  if (rows.length === 0) lead.owner_id = null;
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
  const name = dealName(ctx, String(customer.name));
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

/** What a deal is called until somebody gives it a better name. */
export function dealName(ctx: Context, customer: string): string {
  return inLocale({ zh: `${customer}的商机`, en: `${customer} – opportunity` }, ctx.locale).slice(0, 255);
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
    await writeAlong(ctx, name, "update", records);
  }
}
