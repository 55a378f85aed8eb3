import { dateOf, day, iso, startOfDay } from "./clock.ts";
import type { Company } from "./company.ts";
import type { Customer } from "./customers.ts";
import { addressIn } from "./places.ts";

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
