import { day } from "./clock.ts";
import { atWork, type Company } from "./company.ts";
import { type Name, personName } from "./names.ts";
import { type City, cities, landline, mobile } from "./places.ts";
import { brandFirst, brandSecond, type Trade, takenBrands, trades } from "./trades.ts";

export interface Customer {
  id: string;
  name: string;
  /** As said in a conversation: 云禾食品. */
  short: string;
  domain: string;
  city: City;
  trade: Trade;
  /** What they pack. */
  goods: readonly string[];
  level: "A" | "B" | "C";
  /** User id; null: in the pool. */
  owner: string | null;
  at: number;
  source: string;
  parent: Customer | null;
  phone: string;
  contacts: Contact[];
  /** Filled by what happens to it. */
  lastAt: number;
  hasBought: boolean;
}

export interface Contact extends Name {
  id: string;
  title: string;
  role: string;
  /** 王总, 李工 */
  called: string;
  mobile: string;
  email: string;
  isPrimary: boolean;
  at: number;
}

const sources: readonly (readonly [string, number])[] = [
  ["展会", 22],
  ["转介绍", 18],
  ["搜索引擎", 13],
  ["官网", 10],
  ["老客户", 9],
  ["电话咨询", 8],
  ["陌拜", 7],
  ["公众号", 5],
  ["电商平台", 4],
  ["合作伙伴", 4],
];

const titles: readonly (readonly [title: string, role: string, called: string, weight: number])[] = [
  ["总经理", "决策人", "总", 8],
  ["副总经理", "决策人", "总", 4],
  ["厂长", "决策人", "厂", 5],
  ["生产副总", "决策人", "总", 4],
  ["生产经理", "使用人", "经理", 9],
  ["设备部经理", "技术把关人", "经理", 7],
  ["设备主管", "技术把关人", "工", 7],
  ["工艺工程师", "技术把关人", "工", 5],
  ["采购经理", "采购人", "经理", 10],
  ["采购主管", "采购人", "经理", 7],
  ["质量经理", "影响人", "经理", 4],
  ["财务总监", "影响人", "总", 2],
  ["仓储物流经理", "使用人", "经理", 4],
  ["车间主任", "使用人", "主任", 5],
  ["项目经理", "影响人", "经理", 3],
  ["技术总监", "技术把关人", "总", 3],
];

/** Everybody the company knows, oldest first. */
export function makeCustomers(company: Company): Customer[] {
  const random = company.random.fork("customers");
  const count = Math.max(12, Math.round(2000 * company.scale));
  const groups = Math.max(1, Math.round(count * 0.018));
  const names = new Set<string>();
  const made: Customer[] = [];
  const moments = Array.from({ length: count }, () => creation(company, random)).sort((a, b) => a - b);
  for (const [i, at] of moments.entries()) {
    const city = random.weighted(cities.map((c) => [c, c.weight] as const));
    const trade = random.weighted(trades.map((t) => [t, t.weight] as const));
    const isGroup = i < groups;
    const kind = random.pick([...trade.forms.keys()]);
    const form = isGroup ? "集团" : kind;
    const { brand, spelling } = newBrand(random, names, form);
    const goods = trade.forms.get(kind) as readonly string[];
    made.push(customerOf(company, { at, city, trade, goods, brand, spelling, form, isGroup, level: isGroup ? "A" : level(random, trade) }, random));
  }
  joinGroups(company, made, groups, random);
  // however small the company, who makes it has a customer
  (made[0] as Customer).owner = company.me;
  return made;
}

/** Half of them were there when the year began. */
function creation(company: Company, random: Company["random"]): number {
  const age = random.chance(0.5) ? random.int(366, 1500) : Math.floor(random.next() ** 0.9 * 365);
  return atWork(company, random, company.today - age * day);
}

function level(random: Company["random"], trade: Trade): "A" | "B" | "C" {
  return random.weighted([
    ["A", 10 * trade.budget],
    ["B", 42],
    ["C", 48],
  ] as const);
}

function newBrand(random: Company["random"], names: Set<string>, form: string): { brand: string; spelling: string } {
  for (;;) {
    const [a, x] = random.pick(brandFirst);
    const [b, y] = random.pick(brandSecond);
    const key = `${a}${b}${form}`;
    if (a === b || takenBrands.has(a + b) || names.has(key)) continue;
    names.add(key);
    return { brand: a + b, spelling: x + y };
  }
}

interface Draft {
  at: number;
  city: City;
  trade: Trade;
  goods: readonly string[];
  brand: string;
  spelling: string;
  form: string;
  isGroup: boolean;
  level: "A" | "B" | "C";
}

function customerOf(company: Company, draft: Draft, random: Company["random"]): Customer {
  const { at, city, trade, goods, brand, spelling, form, isGroup } = draft;
  const name = isGroup ? `${brand}集团有限公司` : random.chance(0.82) ? `${city.short}${brand}${form}有限公司` : `${brand}${form}（${city.short}）有限公司`;
  const isPooled = !isGroup && draft.level !== "A" && random.chance(0.075);
  const mine = isGroup || draft.level === "A" ? 0.12 : 0.004;
  const owner = isPooled ? null : random.chance(mine) ? company.me : company.sellerIn(city, random);
  const domain = `${spelling}${random.pick(["", "", "cn", "group", "pack", "foods"])}.example`;
  const customer: Customer = {
    id: company.id(at),
    name,
    short: isGroup ? `${brand}集团` : `${brand}${form}`,
    domain,
    city,
    trade,
    goods,
    level: draft.level,
    owner,
    at,
    source: random.weighted(sources),
    parent: null,
    phone: landline(random, city),
    contacts: [],
    lastAt: 0,
    hasBought: false,
  };
  const people = draft.level === "A" ? random.int(2, 4) : draft.level === "B" ? random.int(1, 2) : random.chance(0.85) ? 1 : 0;
  for (const [title, role, called] of random.some(titles, people)) customer.contacts.push(contactOf(company, customer, { title, role, called }, random));
  return customer;
}

function contactOf(company: Company, customer: Customer, job: { title: string; role: string; called: string }, random: Company["random"]): Contact {
  const person = personName(random);
  const at = Math.min(customer.at + random.int(1, 90) * 60_000 + (random.chance(0.3) ? random.int(1, 120) * day : 0), company.now - 60_000);
  return {
    ...person,
    id: company.id(at),
    title: job.title,
    role: job.role,
    called: `${person.surname}${job.called}`,
    mobile: mobile(random),
    email: `${person.account}@${customer.domain}`,
    isPrimary: customer.contacts.length === 0,
    at,
  };
}

/** Subsidiaries share the brand of their group; a few have subsidiaries of their own. */
function joinGroups(company: Company, customers: Customer[], groups: number, random: Company["random"]): void {
  const free = customers.slice(groups).filter((c) => c.owner !== null);
  for (const group of customers.slice(0, groups)) {
    const brand = group.name.slice(0, 2);
    let middle: Customer | null = null;
    for (const child of random.some(free, random.int(2, 5))) {
      free.splice(free.indexOf(child), 1);
      const form = random.pick([...child.trade.forms.keys()]);
      const name = `${brand}${form}（${child.city.short}）有限公司`;
      if (customers.some((c) => c.name === name)) continue;
      child.name = name;
      child.short = `${brand}${form}`;
      child.goods = child.trade.forms.get(form) as readonly string[];
      child.domain = group.domain;
      for (const contact of child.contacts) contact.email = `${contact.account}@${group.domain}`;
      child.parent = middle && random.chance(0.3) ? middle : group;
      if (random.chance(0.5)) child.owner = group.owner ?? child.owner;
      if (child.at < group.at) child.at = Math.min(group.at + random.int(1, 40) * day, company.now - 3_600_000);
      if (child.level === "C") child.level = "B";
      middle ??= child;
    }
  }
}
