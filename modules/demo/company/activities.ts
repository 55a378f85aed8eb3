import { day, hour, iso, minute } from "./clock.ts";
import { atWork, type Company, earlierToday } from "./company.ts";
import type { Customer } from "./customers.ts";
import { people } from "./people.ts";
import type { Goods } from "./products.ts";
import { care, closings, service } from "./texts/deal-lines.ts";
import { type Blanks, type Channel, dealer, fill, type Line } from "./texts/phrase.ts";

export interface Activity {
  id: string;
  type: Channel;
  content: string;
  at: number;
  owner: string;
  customer?: string;
  contact?: string | undefined;
  opportunity?: string;
  lead?: string;
  nextAt?: number;
}

/** What is talked about with a customer. */
export function blanksFor(customer: Customer, product: Goods, amount: number, random: Company["random"], who = customer.contacts[0]?.called): Blanks {
  return { who: who ?? "客户", goods: random.pick(customer.goods), product: product.short, amount: inTenThousands(amount) };
}

/** 386000 → 38.6 万 */
export function inTenThousands(amount: number): string {
  const value = amount / 10_000;
  return `${value >= 100 ? Math.round(value) : Math.round(value * 10) / 10} 万`;
}

/** A sentence with its blanks filled, now and then with an afterthought. */
export function writer(company: Company, name: string): (line: Line, blanks: Blanks) => string {
  const random = company.random.fork(name);
  const nextClosing = dealer(closings, random);
  return (line, blanks) => {
    const text = fill(line[1], blanks, random);
    return random.chance(0.16) ? `${text}${fill(nextClosing(), blanks, random)}` : text;
  };
}

/** A working hour of the day of `wanted`, not before `since` and not to come. */
function duringWork(company: Company, random: Company["random"], wanted: number, since: number): number {
  const at = atWork(company, random, wanted);
  return at > since ? at : Math.min(since + random.int(10, 90) * minute, company.now - minute);
}

/** Calls and visits that belong to no deal: care of customers who bought, and of those who may. */
export function makeCare(company: Company, customers: readonly Customer[], machines: readonly Goods[]): Activity[] {
  const random = company.random.fork("care");
  const write = writer(company, "care lines");
  const nextService = dealer(service, random);
  const nextCare = dealer(care, random);
  const made: Activity[] = [];
  for (const customer of customers) {
    if (!customer.owner) continue;
    // whom we met lately, somebody has spoken with
    const age = company.now - customer.at;
    const isNew = age < 60 * day && age > 2 * hour;
    const least = isNew && random.chance(0.75) ? 1 : 0;
    const usual = customer.level === "A" ? random.int(2, 7) : customer.level === "B" ? random.int(0, 3) : random.chance(0.45) ? 1 : 0;
    for (let i = 0; i < Math.max(least, usual); i++) {
      const base = isNew ? customer.at + random.next() * age : company.now - Math.floor(random.next() ** 1.25 * 360) * day;
      if (base < customer.at) continue;
      const at = duringWork(company, random, base, customer.at);
      const contact = customer.contacts.length ? random.pick(customer.contacts) : undefined;
      const line = customer.hasBought && random.chance(0.75) ? nextService() : nextCare();
      const blanks = blanksFor(customer, random.pick(machines), random.int(5, 60) * 10_000, random, contact?.called);
      made.push({
        id: company.id(at),
        type: line[0],
        content: write(line, blanks),
        at,
        owner: customer.hasBought && random.chance(0.3) ? company.user("xu") : customer.owner,
        customer: customer.id,
        contact: contact?.id,
        ...(random.chance(0.15) && at > company.now - 20 * day ? { nextAt: company.soon(random) } : {}),
      });
    }
  }
  return made;
}

/** What colleagues write to each other, in the last days: it reaches people as a mention. */
export function makeMentions(company: Company, deals: readonly { id: string; customer: Customer; owner: string }[]): Activity[] {
  const random = company.random.fork("mentions");
  const nextText = dealer(mentionTexts, random);
  const chosen = random.some(deals, Math.min(deals.length, Math.max(6, Math.round(24 * company.scale))));
  return chosen.map((deal, i) => {
    const at = i < 4 ? earlierToday(company, random) : atWork(company, random, company.now - random.int(1, 6) * day);
    const others = people.filter((p) => company.user(p.key) !== deal.owner && p.role !== "marketing");
    const other = named(random.pick(others), company);
    const isToMe = i % 3 === 0;
    const told = isToMe ? { name: "{me}", id: company.me } : other;
    return {
      id: company.id(at),
      type: "note" as Channel,
      content: nextText().replace("{mention}", `@[${told.name}](user:${told.id})`),
      at,
      // nobody asks themselves
      owner: isToMe && deal.owner === company.me ? other.id : deal.owner,
      customer: deal.customer.id,
      opportunity: deal.id,
    };
  });
}

function named(person: (typeof people)[number], company: Company): { name: string; id: string } {
  return { name: person.name, id: company.user(person.key) };
}

const mentionTexts = [
  "{mention} 客户问能不能再让两个点，你看底线在哪里？",
  "{mention} 技术协议里的验收条款帮忙把一下关，周三前要回。",
  "方案评审定在明天下午两点，{mention} 有空的话一起参加。",
  "{mention} 这家和你那边的老客户是一个集团，价格口径要对一下。",
  "试机视频客户很满意，{mention} 可以放到案例库里。",
  "{mention} 他们老板想当面聊聊，你下周哪天方便？",
  "交期客户催得紧，{mention} 帮忙问下生产能不能插单。",
  "{mention} 维保合同快到期了，续约的事你先跟一下？",
  "报价已经更新到第三版，{mention} 麻烦再核一遍折扣。",
  "客户要看同行业的现场，{mention} 能不能帮忙约一家？",
  "{mention} 上次那份投资回收测算表发我一份，客户要。",
  "谈判纪要写好了，{mention} 看看有没有遗漏。",
];

export function activityRecords(activities: readonly Activity[], now: number): Record<string, unknown>[] {
  return [...activities]
    .sort((a, b) => a.at - b.at)
    .map((a) => ({
      id: a.id,
      type: a.type,
      content: a.content,
      happened_at: iso(a.at),
      next_contact_at: a.nextAt ? iso(a.nextAt) : null,
      customer_id: a.customer ?? null,
      contact_id: a.contact ?? null,
      opportunity_id: a.opportunity ?? null,
      lead_id: a.lead ?? null,
      owner_id: a.owner,
      created_at: iso(Math.min(a.at + 4 * minute, now)),
      created_by: a.owner,
      updated_at: iso(Math.min(a.at + 4 * minute, now)),
    }));
}
