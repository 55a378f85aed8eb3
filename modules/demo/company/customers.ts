import { dateOf, day, iso, startOfDay } from "./clock.ts";
import { atWork, type Company } from "./company.ts";
import { type Name, personName } from "./names.ts";
import { addressIn, type City, cities, landline, mobile } from "./places.ts";
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

const tagSets = ["重点跟进", "年框协议", "展会认识", "老板亲自管", "价格敏感", "出口型", "扩产中", "可做案例", "账期长", "竞品用户"] as const;

export function customerRecords(company: Company, customers: readonly Customer[]): Record<string, unknown>[] {
  const random = company.random.fork("customer records");
  return customers.map((c) => {
    const isRich = c.level === "A" || random.chance(0.55);
    const next = c.owner && c.lastAt > company.now - 40 * day && random.chance(0.5) ? company.soon(random) : null;
    const first = c.contacts[0];
    return {
      id: c.id,
      name: c.name,
      ...(c.level !== "C" && random.chance(0.5) ? { credit_code: creditCode(random) } : {}),
      level: c.level,
      industry: c.trade.industry,
      source: c.source,
      parent_id: c.parent?.id ?? null,
      deal_status: c.hasBought ? "已成交" : "未成交",
      contact_name: first?.name ?? null,
      mobile: first && random.chance(0.7) ? first.mobile : null,
      phone: isRich ? c.phone : null,
      email: isRich ? `info@${c.domain}` : null,
      website: isRich && random.chance(0.8) ? `https://www.${c.domain}` : null,
      region: c.city.province,
      address: isRich || random.chance(0.4) ? addressIn(random, c.city) : null,
      next_contact_at: next ? iso(next) : null,
      last_contact_at: c.lastAt ? iso(c.lastAt) : null,
      last_activity_at: c.lastAt ? iso(c.lastAt) : null,
      pool_status: c.owner ? "private" : "pool",
      is_locked: c.level === "A" && random.chance(0.2),
      remark: random.chance(0.22) ? random.pick(remarks).replace("{goods}", random.pick(c.goods)) : null,
      tags: random.chance(c.level === "A" ? 0.6 : 0.15) ? random.some(tagSets, random.int(1, 2)) : [],
      owner_id: c.owner,
      created_at: iso(c.at),
      created_by: c.owner ?? company.user("jiang"),
      updated_at: iso(Math.max(c.at, c.lastAt)),
    };
  });
}

export function contactRecords(company: Company, customers: readonly Customer[]): Record<string, unknown>[] {
  const random = company.random.fork("contact records");
  return customers.flatMap((c) =>
    c.contacts.map((p) => ({
      id: p.id,
      name: p.name,
      customer_id: c.id,
      title: p.title,
      decision_role: p.role,
      is_primary: p.isPrimary,
      mobile: p.mobile,
      phone: random.chance(0.2) ? c.phone : null,
      email: random.chance(0.7) ? p.email : null,
      wechat: random.chance(0.45) ? `${p.account.replace(".", "_")}${random.int(66, 9988)}` : null,
      gender: p.gender,
      birthday: random.chance(0.12) ? dateOf(startOfDay(Date.UTC(random.int(1968, 1998), random.int(0, 11), random.int(1, 28)))) : null,
      consent: random.chance(0.5) ? random.some(["phone", "wechat", "email", "sms"], random.int(1, 3)) : [],
      remark: random.chance(0.08) ? random.pick(personal) : null,
      owner_id: c.owner,
      created_at: iso(p.at),
      created_by: c.owner ?? company.user("jiang"),
      updated_at: iso(p.at),
    })),
  );
}

/** GB 32100-2015 with the division 000000, which no office registers under. */
function creditCode(random: Company["random"]): string {
  const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  let code = "91000000MA";
  while (code.length < 17) code += alphabet[random.int(0, 30)];
  let sum = 0;
  let weight = 1;
  for (const character of code) {
    sum += alphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return code + alphabet[(31 - (sum % 31)) % 31];
}

const remarks = [
  "主做{goods}，旺季在中秋到春节前，设备采购一般年后启动。",
  "老板是技术出身，看重换型速度和噪音，对价格不算敏感。",
  "现有两条线是别家的，用了六年多，故障率开始上来了。",
  "新厂房在建，预计明年二季度搬迁，到时有整线需求。",
  "付款习惯三六一，质保金押一年，签合同前先确认好。",
  "出口为主，对 CE 和随机英文资料有要求。",
  "采购流程：车间提需求，设备部评估，采购比价，总经理拍板。",
  "参观过我们杭州工厂，对装配车间印象不错。",
  "之前嫌我们交期长，最后买了同行的，后来售后跟不上又回来找。",
  "每年三月和九月各有一次集中采购，提前一个月打招呼。",
  "{goods}的产量今年翻了一倍，人工包装跟不上。",
  "集团统一招标，五十万以上走线上平台。",
  "对账在每月 25 日前，发票要抬头带括号的全称。",
  "车间层高只有 3.6 米，方案里注意提升机高度。",
  "和同城几家同行关系好，做好了能带来转介绍。",
  "经销为主，自己只做分装，单量小但回款快。",
];

const personal = [
  "喜欢喝茶，下午三点以后时间比较宽裕。",
  "孩子在杭州读书，周末偶尔过来。",
  "微信回得快，电话经常不接。",
  "说话直，报价别绕弯。",
  "下半年可能升副总，多走动。",
  "习惯先看视频再谈，提前把现场视频发过去。",
  "周一上午开例会，别在那时候打电话。",
  "原来在同行做过售后，很懂设备。",
];
