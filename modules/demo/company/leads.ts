import type { Activity } from "./activities.ts";
import { day, hour, iso, minute, toWorkday, toWorkingHours, workingTime } from "./clock.ts";
import { type Company, earlierToday } from "./company.ts";
import type { Customer } from "./customers.ts";
import { personName } from "./names.ts";
import { people } from "./people.ts";
import { addressIn, type City, cities, landline, mobile } from "./places.ts";
import type { Goods } from "./products.ts";
import { campaigns, leadDead, leadFirst, leadFollow, leadRemarks, unqualifiedReasons } from "./texts/lead-lines.ts";
import { type Blanks, dealer, fill } from "./texts/phrase.ts";
import { brandFirst, brandSecond, takenBrands, trades } from "./trades.ts";

export interface Lead {
  id: string;
  at: number;
  owner: string;
  status: "new" | "contacting" | "qualified" | "unqualified";
  /** When somebody first spoke with them. */
  firstAt: number | null;
  lastAt: number;
  /** What it became. */
  customer: Customer | null;
  opportunity: string | null;
  values: Record<string, unknown>;
}

const levels: readonly (readonly ["A" | "B" | "C", number])[] = [
  ["A", 12],
  ["B", 48],
  ["C", 40],
];

/** Who asked about a machine in the past months, what became of it, and how soon somebody called back. */
export function makeLeads(company: Company, customers: readonly Customer[], machines: readonly Goods[]): { leads: Lead[]; activities: Activity[] } {
  const random = company.random.fork("leads");
  const nextFirst = dealer(leadFirst, random);
  const nextFollow = dealer(leadFollow, random);
  const nextDead = dealer(leadDead, random);
  const nextRemark = dealer(leadRemarks, random);
  const leads: Lead[] = [];
  const activities: Activity[] = [];
  const count = Math.max(10, Math.round(600 * company.scale));
  const converted = random.some(
    customers.filter((c) => c.owner && c.at > company.now - 300 * day && c.at < company.now - 2 * day && c.contacts.length > 0),
    Math.round(count * 0.24),
  );
  for (let i = 0; i < count; i++) {
    const customer = converted[i] ?? null;
    const isFresh = !customer && i >= count - Math.max(4, Math.round(count * 0.05));
    const at = customer ? customer.at - random.int(1, 20) * hour : isFresh ? freshMoment(company, random) : arrival(company, random);
    const city: City = customer?.city ?? random.weighted(cities.map((c) => [c, c.weight] as const));
    const trade = customer?.trade ?? random.weighted(trades.map((t) => [t, t.weight] as const));
    const kind = random.pick([...trade.forms.keys()]);
    const goods = customer?.goods ?? (trade.forms.get(kind) as readonly string[]);
    const contact = customer?.contacts[0];
    const person = contact ?? personName(random);
    const owner =
      customer?.owner ?? (isFresh && random.chance(0.3) ? company.me : random.chance(0.05) ? company.user("jiang") : company.sellerIn(city, random));
    const [source, campaign] = random.pick(campaigns);
    const machine = random.pick(machines);
    const blanks: Blanks = {
      who: contact?.called ?? `${person.surname}${random.pick(["总", "经理", "工", "厂长", "主任"])}`,
      goods: random.pick(goods),
      product: machine.short,
      amount: `${random.int(8, 60)} 万`,
    };
    const wanted = customer ? "qualified" : isFresh ? (random.chance(0.6) ? "new" : "contacting") : leadStatus(company, at, random);
    const responded = respondedAt(at, random);
    // nobody has spoken yet with whom somebody will speak in the morning
    const status = wanted !== "qualified" && responded >= company.now ? "new" : wanted;
    const firstAt = status === "new" ? null : Math.min(responded, company.now - 2 * minute);
    const lead: Lead = { id: company.id(at), at, owner, status, firstAt, lastAt: firstAt ?? 0, customer, opportunity: null, values: {} };
    const note = (when: number, line: readonly [Activity["type"], string]): void => {
      lead.lastAt = Math.max(lead.lastAt, when);
      activities.push({ id: company.id(when), type: line[0], content: fill(line[1], blanks, random), at: when, owner, lead: lead.id });
    };
    if (firstAt) note(firstAt, nextFirst());
    if (firstAt && status !== "unqualified") {
      for (let n = random.int(0, 2), when = firstAt; n > 0; n--) {
        when = workingTime(random, toWorkday(when + random.int(2, 12) * day));
        if (when < (customer?.at ?? company.now - hour)) note(when, nextFollow());
      }
    }
    if (firstAt && status === "unqualified") note(givenUpAt(company, firstAt, random), nextDead());
    const isKnown = random.chance(0.85);
    lead.values = {
      name: person.name,
      company: customer?.name ?? (isKnown ? companyName(random, city, kind) : null),
      status,
      level: status === "new" ? null : random.weighted(levels),
      industry: trade.industry,
      source,
      campaign: random.chance(0.7) ? campaign : null,
      mobile: contact?.mobile ?? mobile(random),
      phone: random.chance(0.18) ? landline(random, city) : null,
      email: contact && random.chance(0.6) ? contact.email : random.chance(0.25) ? `${person.account}${random.int(10, 99)}@mail.example` : null,
      wechat: random.chance(0.3) ? `${person.account.replace(".", "")}${random.int(10, 999)}` : null,
      region: city.province,
      address: random.chance(0.25) ? addressIn(random, city) : null,
      next_contact_at: status === "contacting" && random.chance(0.7) ? iso(company.soon(random)) : null,
      last_contact_at: lead.lastAt ? iso(lead.lastAt) : null,
      last_activity_at: lead.lastAt ? iso(lead.lastAt) : null,
      first_response_at: firstAt ? iso(firstAt) : null,
      response_minutes: firstAt ? workingMinutes(at, firstAt) : null,
      unqualified_reason: status === "unqualified" ? random.pick(unqualifiedReasons) : null,
      remark: random.chance(0.75) ? fill(nextRemark(), blanks, random) : null,
      tags: random.chance(0.12) ? [random.pick(["展会", "急单", "外贸", "待分配", "高意向"])] : [],
    };
    leads.push(lead);
  }
  return { leads: leads.sort((a, b) => a.at - b.at), activities };
}

/** Inquiries come at any hour, mostly by day, and more of them lately. */
function arrival(company: Company, random: Company["random"]): number {
  const age = Math.floor(random.next() ** 1.5 * 300) + 1;
  const base = company.today - age * day;
  return random.chance(0.8) ? workingTime(random, base) : base + random.int(7, 23) * hour + random.int(0, 59) * minute;
}

/** Some days after the first answer; where these are not over yet, lately. */
function givenUpAt(company: Company, firstAt: number, random: Company["random"]): number {
  const at = toWorkingHours(firstAt + random.int(1, 15) * day);
  return at < company.now - hour ? at : Math.max(earlierToday(company, random), firstAt + random.int(1, 20) * minute);
}

/** The newest ones: since yesterday, none in the future. */
function freshMoment(company: Company, random: Company["random"]): number {
  return company.now - Math.floor(random.next() ** 1.3 * 30 * 60 + 4) * minute;
}

function leadStatus(company: Company, at: number, random: Company["random"]): Lead["status"] {
  const age = (company.now - at) / day;
  if (age < 3) return random.chance(0.3) ? "new" : "contacting";
  if (age < 25)
    return random.weighted([
      ["contacting", 70],
      ["unqualified", 24],
      ["new", 6],
    ] as const);
  return random.weighted([
    ["contacting", 26],
    ["unqualified", 74],
  ] as const);
}

/** Most are called back within the hour, some the next morning, a few are forgotten for days. */
function respondedAt(at: number, random: Company["random"]): number {
  const minutes = random.weighted([
    [random.int(2, 15), 34],
    [random.int(15, 60), 30],
    [random.int(60, 300), 22],
    [random.int(300, 1440), 10],
    [random.int(1440, 5000), 4],
  ] as const);
  return toWorkingHours(at + minutes * minute);
}

/** Minutes between two moments that lie in working hours, Monday to Friday, 9 to 18 in China. */
export function workingMinutes(from: number, to: number): number {
  let minutes = 0;
  for (let start = from; start < to; ) {
    const midnight = Math.floor((start + 8 * hour) / day) * day - 8 * hour;
    const weekday = new Date(midnight + 8 * hour).getUTCDay();
    if (weekday !== 0 && weekday !== 6) {
      const open = Math.max(start, midnight + 9 * hour);
      const close = Math.min(to, midnight + 18 * hour);
      if (close > open) minutes += (close - open) / minute;
    }
    start = midnight + day;
  }
  return Math.round(minutes);
}

function companyName(random: Company["random"], city: City, form: string): string {
  for (;;) {
    const brand = random.pick(brandFirst)[0] + random.pick(brandSecond)[0];
    if (brand[0] !== brand[1] && !takenBrands.has(brand)) return `${city.short}${brand}${form}有限公司`;
  }
}

export function leadRecords(leads: readonly Lead[], company: Company): Record<string, unknown>[] {
  const marketing = company.user((people.find((p) => p.role === "marketing") as (typeof people)[number]).key);
  return leads.map((lead) => ({
    id: lead.id,
    ...lead.values,
    ...(lead.customer
      ? { customer_id: lead.customer.id, contact_id: lead.customer.contacts[0]?.id ?? null, opportunity_id: lead.opportunity, customer_match: "created" }
      : {}),
    owner_id: lead.owner,
    created_at: iso(lead.at),
    created_by: marketing,
    updated_at: iso(Math.max(lead.at, lead.lastAt)),
  }));
}
