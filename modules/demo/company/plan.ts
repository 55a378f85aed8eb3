import { type Activity, activityRecords, makeCare, makeMentions } from "./activities.ts";
import { eventRecords, taskRecords } from "./agenda.ts";
import { day, iso } from "./clock.ts";
import { type CompanyOptions, companyOf } from "./company.ts";
import { contactRecords, customerRecords } from "./customer-records.ts";
import { makeCustomers } from "./customers.ts";
import { makeDealActivities } from "./deal-activities.ts";
import { dealContactRecords, dealMoves, dealRecords, lineRecords } from "./deal-records.ts";
import { makeDeals } from "./deals.ts";
import { leadRecords, makeLeads } from "./leads.ts";
import { type Person, people } from "./people.ts";
import { products } from "./products.ts";

/** One kind of write, in the order it has to happen. */
export interface Step {
  object: string;
  operation: "create" | "update";
  /** What finds the record of an update; its id unless given. */
  key?: readonly string[];
  records: readonly Record<string, unknown>[];
  /** Who did it; the company's own past tells it of each record otherwise. */
  actor?: string;
}

export interface Plan {
  /** Ids of the people, who are made before everything else. */
  users: readonly (Person & { id: string })[];
  steps: readonly Step[];
  /** Records to write. */
  total: number;
}

export interface PlanOptions extends CompanyOptions {
  /** Name of who made the company, for mentions. */
  myName: string;
  /** Ids of the pipelines for machines and for services; null: the default one. */
  pipelines: { machine: string | null; service: string | null };
}

/** Thinks the whole company up: the same for the same options, nothing is written. */
export function planCompany(options: PlanOptions): Plan {
  const company = companyOf(options);
  const productIds = new Map(products.map((p) => [p.code, company.id(company.now - 700 * day)]));
  const machines = products.filter((p) => p.kind === "machine" && !p.isOff);
  const customers = makeCustomers(company);
  const { leads, activities: leadActivities } = makeLeads(company, customers, machines);
  const deals = makeDeals(company, customers, products);
  const firstDeals = new Map(deals.toReversed().map((d) => [d.customer.id, d.id]));
  for (const lead of leads) if (lead.customer) lead.opportunity = firstDeals.get(lead.customer.id) ?? null;
  const open = deals.filter((d) => company.now - d.lastAt < 60 * day);
  const activities: Activity[] = [
    ...leadActivities,
    ...makeDealActivities(company, deals),
    ...makeCare(company, customers, machines),
    ...makeMentions(company, open),
  ];
  for (const activity of activities) activity.content = activity.content.replace("@[{me}]", `@[${options.myName}]`);
  const byId = new Map(customers.map((c) => [c.id, c]));
  const dealsById = new Map(deals.map((d) => [d.id, d]));
  for (const { customer, opportunity, at } of activities)
    for (const known of [byId.get(customer ?? ""), dealsById.get(opportunity ?? "")]) if (known) known.lastAt = Math.max(known.lastAt, at);
  const tasks = taskRecords(company, deals, customers);
  for (const { status, completed_at, customer_id, opportunity_id } of tasks) {
    if (status !== "done") continue;
    for (const known of [byId.get(customer_id as string), dealsById.get(opportunity_id as string)])
      if (known) known.lastAt = Math.max(known.lastAt, Date.parse(completed_at as string));
  }
  for (const deal of deals) deal.customer.lastAt = Math.max(deal.customer.lastAt, deal.lastAt);
  const { false: roots = [], true: children = [] } = Object.groupBy(customerRecords(company, customers), (c) => String(c.parent_id !== null));
  const steps: Step[] = [
    create("product", productRecords(company.now, productIds, company.user("su"))),
    create("customer", roots),
    // a subsidiary of a subsidiary comes after it
    create(
      "customer",
      children.filter((c) => roots.some((r) => r.id === c.parent_id)),
    ),
    create(
      "customer",
      children.filter((c) => !roots.some((r) => r.id === c.parent_id)),
    ),
    create("contact", contactRecords(company, customers)),
    create("opportunity", dealRecords(company, deals, { pipelines: options.pipelines, productIds })),
    create("opportunity_line", lineRecords(deals, productIds)),
    ...dealMoves(deals).flatMap((round) => [...round].map(([actor, records]): Step => ({ object: "opportunity", operation: "update", records, actor }))),
    // their rule has made them with the deals
    { object: "opportunity_contact", operation: "update", key: ["opportunity_id", "contact_id"], records: dealContactRecords(company, deals) },
    create("lead", leadRecords(leads, company)),
    create("activity", activityRecords(activities, company.now)),
    create("task", tasks),
    create("event", eventRecords(company, deals)),
  ];
  const filled = steps.filter((step) => step.records.length > 0);
  return {
    users: people.map((p) => ({ ...p, id: company.user(p.key) })),
    steps: filled,
    total: filled.reduce((sum, step) => sum + step.records.length, 0),
  };
}

function create(object: string, records: readonly Record<string, unknown>[]): Step {
  return { object, operation: "create", records };
}

function productRecords(now: number, ids: ReadonlyMap<string, string>, owner: string): Record<string, unknown>[] {
  return products.map((p) => ({
    id: ids.get(p.code),
    name: p.name,
    code: p.code,
    category: p.category,
    unit: p.unit,
    price: p.price.toFixed(2),
    status: p.isOff ? "off" : "on_sale",
    description: p.description,
    owner_id: owner,
    created_at: iso(now - 700 * day),
    created_by: owner,
    updated_at: iso(now - 40 * day),
  }));
}
