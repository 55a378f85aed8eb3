import { type Activity, blanksFor, inTenThousands, writer } from "./activities.ts";
import { dateOf, day, hour, iso, minute, monthOf, startOfMonth, toWorkday, workingTime } from "./clock.ts";
import { atWork, type Company, earlierToday } from "./company.ts";
import type { Customer } from "./customers.ts";
import type { Goods } from "./products.ts";
import * as lines from "./texts/deal-lines.ts";
import { lostReasonWeights, machineDeals, nextSteps, serviceDeals } from "./texts/deal-names.ts";
import { type Blanks, dealer, fill, type Line } from "./texts/phrase.ts";

export type Stage = "discovery" | "needs" | "proposal" | "negotiation" | "won" | "lost" | "void";
type OpenStage = Exclude<Stage, "won" | "lost" | "void">;

export interface Move {
  stage: Stage;
  at: number;
}

export interface DealLine {
  id: string;
  product: Goods;
  quantity: number;
  discount: number;
  amount: number;
}

export interface Deal {
  id: string;
  name: string;
  customer: Customer;
  kind: "machine" | "service";
  owner: string;
  at: number;
  moves: Move[];
  lines: DealLine[];
  amount: number;
  isStalled: boolean;
  lastAt: number;
  lostReason: string | null;
  blanks: Blanks;
}

/** Buyers are away around New Year, plan in spring and spend what is left in autumn. */
const season = [0.6, 0.5, 1.2, 1.25, 1.15, 1, 0.85, 0.9, 1.15, 1.2, 1.3, 1.1];

/** Per stage: the chance to go on, and how many days it takes. */
const paths: Record<Deal["kind"], readonly (readonly [stage: OpenStage, chance: number, days: readonly [number, number]])[]> = {
  machine: [
    ["discovery", 0.74, [4, 22]],
    ["needs", 0.74, [6, 28]],
    ["proposal", 0.68, [8, 32]],
    ["negotiation", 0.72, [5, 26]],
  ],
  service: [
    ["needs", 0.86, [2, 9]],
    ["proposal", 0.82, [3, 14]],
    ["negotiation", 0.88, [2, 10]],
  ],
};

/** A year of deals: those that were won and lost, those that are open, and those nobody has touched for weeks. */
export function makeDeals(company: Company, customers: readonly Customer[], products: readonly Goods[]): Deal[] {
  const random = company.random.fork("deals");
  const owned = customers.filter((c) => c.owner !== null && c.contacts.length > 0);
  const machines = products.filter((p) => p.kind === "machine" && !p.isOff);
  const services = products.filter((p) => p.kind === "service");
  const count = Math.max(16, Math.round(1060 * company.scale));
  const weights = owned.map((c) => [c, (c.level === "A" ? 5 : c.level === "B" ? 2 : 0.7) * c.trade.budget * (c.owner === company.me ? 1.6 : 1)] as const);
  const own = owned.filter((c) => c.owner === company.me);
  const deals: Deal[] = [];
  while (deals.length < count) {
    const at = dealMoment(company, random);
    const customer = deals.length < 3 ? (random.pick(own) as Customer) : random.weighted(weights);
    if (at < customer.at + hour) continue;
    const kind = customer.hasBought && random.chance(0.42) ? "service" : "machine";
    const id = company.id(at);
    const dealLines = linesFor(company, at, kind === "machine" ? machines : services, kind, customer, random);
    const amount = dealLines.reduce((sum, line) => sum + line.amount, 0);
    const main = (dealLines[0] as DealLine).product;
    const blanks = blanksFor(customer, main, amount, random);
    const name = `${customer.short}${kind === "machine" ? "" : " "}${fill(random.pick(kind === "machine" ? machineDeals : serviceDeals), blanks, random)}`;
    const deal: Deal = {
      id,
      name: name.replaceAll(/\s+/g, " "),
      customer,
      kind,
      owner: kind === "service" && random.chance(0.5) ? company.user("xu") : (customer.owner as string),
      at,
      moves: [],
      lines: dealLines,
      amount,
      isStalled: false,
      lastAt: at,
      lostReason: null,
      blanks,
    };
    walk(company, deal, random);
    if (deal.moves.at(-1)?.stage === "won") customer.hasBought = true;
    deals.push(deal);
  }
  closeSomeThisMonth(company, deals, random);
  return deals.sort((a, b) => a.at - b.at);
}

function dealMoment(company: Company, random: Company["random"]): number {
  for (;;) {
    const at = company.today - random.int(0, 430) * day;
    if (random.next() * 1.3 < (season[monthOf(at)] as number)) return atWork(company, random, at);
  }
}

function linesFor(company: Company, at: number, goods: readonly Goods[], kind: Deal["kind"], customer: Customer, random: Company["random"]): DealLine[] {
  const size =
    kind === "service"
      ? random.int(1, 2)
      : random.weighted([
          [1, 30],
          [2, 34],
          [3, 22],
          [4, 10],
          [5, 4],
        ] as const);
  return random.some(goods, size).map((product) => {
    const isSmall = product.price < 15_000;
    const quantity =
      product.unit === "米" ? random.int(6, 40) : isSmall ? random.int(1, 12) : customer.level === "A" ? random.int(1, 3) : random.chance(0.8) ? 1 : 2;
    const discount = random.weighted([
      [0, 40],
      [3, 18],
      [5, 22],
      [8, 12],
      [10, 6],
      [12, 2],
    ] as const);
    return { id: company.id(at + 5 * minute), product, quantity, discount, amount: (quantity * product.price * (100 - discount)) / 100 };
  });
}

/** Through the stages until it is won, lost, or today. */
function walk(company: Company, deal: Deal, random: Company["random"]): void {
  const { level } = deal.customer;
  const luck = level === "A" ? 1.1 : level === "C" ? 0.92 : 1;
  let at = deal.at;
  for (const [stage, chance, [least, most]] of paths[deal.kind]) {
    deal.moves.push({ stage, at });
    const leaves = workingTime(random, toWorkday(at + random.int(least, most) * day));
    const goesOn = random.next() < chance * luck;
    // deals that will not go on are given up late
    const ends = goesOn ? leaves : workingTime(random, toWorkday(leaves + random.int(3, 40) * day));
    if (ends >= company.now - hour) {
      deal.isStalled = !goesOn && company.now - at > 20 * day && random.chance(0.8);
      return;
    }
    if (!goesOn) {
      const isVoid = stage === "discovery" && random.chance(0.25);
      deal.moves.push({ stage: isVoid ? "void" : "lost", at: ends });
      if (!isVoid) deal.lostReason = random.weighted(lostReasonWeights);
      return;
    }
    at = ends;
  }
  deal.moves.push({ stage: "won", at });
}

/** However the month stands, everybody has brought something home in it. */
function closeSomeThisMonth(company: Company, deals: Deal[], random: Company["random"]): void {
  const from = startOfMonth(company.now);
  if (company.now - from < 2 * day) return;
  const byOwner = Map.groupBy(deals, (d) => d.owner);
  for (const own of byOwner.values()) {
    const hasOne = own.some((d) => d.moves.at(-1)?.stage === "won" && (d.moves.at(-1) as Move).at >= from);
    if (hasOne && random.chance(0.6)) continue;
    const ready = own.filter((d) => d.moves.at(-1)?.stage === "negotiation" && !d.isStalled && d.at < company.now - 5 * day);
    for (const deal of random.some(ready, hasOne ? 1 : 2)) {
      const last = deal.moves.at(-1) as Move;
      const since = Math.max(from, last.at + hour);
      const at = atWork(company, random, since + random.next() * (company.now - since));
      if (at < since) continue;
      deal.moves.push({ stage: "won", at });
      deal.customer.hasBought = true;
    }
  }
}

const linesOf: Record<Stage, readonly Line[]> = {
  discovery: lines.discovery,
  needs: lines.needs,
  proposal: lines.proposal,
  negotiation: lines.negotiation,
  won: lines.won,
  lost: lines.lost,
  void: lines.lost,
};

/** What was said and written on the way of every deal. */
export function makeDealActivities(company: Company, deals: readonly Deal[]): Activity[] {
  const random = company.random.fork("deal activities");
  const write = writer(company, "deal lines");
  const next = Object.fromEntries(Object.entries(linesOf).map(([stage, list]) => [stage, dealer(list, random)])) as Record<Stage, () => Line>;
  const nextStalled = dealer(lines.stalled, random);
  const made: Activity[] = [];
  for (const deal of deals) {
    const add = (at: number, line: Line, nextAt?: number): void => {
      const contact = random.chance(0.75) ? deal.customer.contacts[0] : random.pick(deal.customer.contacts);
      const blanks = {
        ...deal.blanks,
        who: contact?.called ?? deal.blanks.who,
        goods: random.chance(0.7) ? deal.blanks.goods : random.pick(deal.customer.goods),
      };
      made.push({
        id: company.id(at),
        type: line[0],
        content: write(line, blanks),
        at,
        owner: deal.owner,
        customer: deal.customer.id,
        contact: contact?.id,
        opportunity: deal.id,
        ...(nextAt ? { nextAt } : {}),
      });
      deal.lastAt = Math.max(deal.lastAt, at);
    };
    for (const [i, move] of deal.moves.entries()) {
      const isEnd = move.stage === "won" || move.stage === "lost" || move.stage === "void";
      if (isEnd) {
        add(move.at - random.int(5, 40) * minute, next[move.stage]());
        continue;
      }
      const until = deal.moves[i + 1]?.at ?? (deal.isStalled ? move.at + 6 * day : company.now);
      const span = Math.max(0, until - move.at);
      const times = Math.min(4, Math.max(1, Math.round((span / day / 11) * (0.6 + random.next()))));
      for (let n = 0; n < times; n++) {
        const at = workingTime(random, company.workday(move.at + ((n + 0.15 + random.next() * 0.7) / times) * span));
        if (at > move.at && at < Math.min(until, company.now - 20 * minute)) add(at, deal.isStalled && n === times - 1 ? nextStalled() : next[move.stage]());
      }
      const isOpen = i === deal.moves.length - 1;
      if (isOpen && !deal.isStalled && random.chance(0.3)) {
        const at = company.workday(earlierToday(company, random) - random.int(0, 3) * day);
        if (at > move.at) add(at, next[move.stage](), company.soon(random));
      }
    }
  }
  return made.filter((a) => a.at < company.now);
}

/** A deal as it was made, and each of its moves: rounds of updates in the order they happened. */
export function dealRecords(
  company: Company,
  deals: readonly Deal[],
  place: { pipelines: Record<Deal["kind"], string | null>; productIds: ReadonlyMap<string, string> },
): Record<string, unknown>[] {
  const random = company.random.fork("deal records");
  const { pipelines, productIds } = place;
  return deals.map((deal) => {
    const first = deal.moves[0] as Move;
    const last = deal.moves.at(-1) as Move;
    const isOpen = last.stage in nextSteps;
    const expected = isOpen ? expectedClose(company, deal, random) : last.at + random.int(-12, 12) * day;
    return {
      id: deal.id,
      name: deal.name,
      customer_id: deal.customer.id,
      pipeline_id: pipelines[deal.kind],
      stage: first.stage,
      amount: deal.amount.toFixed(2),
      amount_from_lines: true,
      product_ids: deal.lines.map((line) => productIds.get(line.product.code)),
      expected_close_date: dateOf(expected),
      contact_id: deal.customer.contacts[0]?.id ?? null,
      contact_ids: deal.customer.contacts.slice(0, 3).map((c) => c.id),
      source: deal.customer.hasBought ? "老客户" : deal.customer.source,
      competitor: random.chance(0.3) ? random.pick(["联丰包装机械", "德普森", "力拓自动化", "本地仿制厂", "进口品牌", "迈锐机器人"]) : null,
      next_step: isOpen && random.chance(0.85) ? random.pick(nextSteps[last.stage] as readonly string[]) : null,
      next_contact_at: isOpen && !deal.isStalled && random.chance(0.6) ? iso(company.soon(random)) : null,
      last_activity_at: iso(deal.lastAt),
      stage_changed_at: iso(first.at),
      remark: random.chance(0.2)
        ? `预算 ${inTenThousands(deal.amount * 1.1)}左右，${random.pick(["总经理审批", "走集团招标", "采购比价三家", "设备部主导", "要求年前装完"])}。`
        : null,
      tags: random.chance(0.1) ? [random.pick(["大单", "投标", "急", "年框", "示范线"])] : [],
      owner_id: deal.owner,
      created_at: iso(deal.at),
      created_by: deal.owner,
      updated_at: iso(deal.at),
    };
  });
}

function expectedClose(company: Company, deal: Deal, random: Company["random"]): number {
  const stage = (deal.moves.at(-1) as Move).stage;
  const left = stage === "negotiation" ? random.int(2, 24) : stage === "proposal" ? random.int(8, 50) : random.int(20, 110);
  // what has stood still is often overdue
  return deal.isStalled && random.chance(0.6) ? company.now - random.int(2, 25) * day : company.now + left * day;
}

/** Moves in rounds, so that each deal goes through its stages in order; of a round by who moved it. */
export function dealMoves(deals: readonly Deal[]): Map<string, Record<string, unknown>[]>[] {
  const most = Math.max(0, ...deals.map((d) => d.moves.length));
  return Array.from({ length: Math.max(0, most - 1) }, (_, i) => {
    const moved = deals.filter((d) => d.moves[i + 1]);
    const byOwner = Map.groupBy(moved, (d) => d.owner);
    return new Map([...byOwner].map(([owner, own]) => [owner, own.map((deal) => moveRecord(deal, deal.moves[i + 1] as Move))]));
  });
}

function moveRecord(deal: Deal, { stage, at }: Move): Record<string, unknown> {
  const isEnd = stage === "won" || stage === "lost" || stage === "void";
  return {
    id: deal.id,
    stage,
    stage_changed_at: iso(at),
    ...(isEnd ? { closed_at: iso(at), lost_reason: stage === "lost" ? deal.lostReason : null } : {}),
    updated_at: iso(at),
    updated_by: deal.owner,
  };
}

export function lineRecords(deals: readonly Deal[], productIds: ReadonlyMap<string, string>): Record<string, unknown>[] {
  return deals.flatMap((deal) =>
    deal.lines.map((line, i) => ({
      id: line.id,
      opportunity_id: deal.id,
      product_id: productIds.get(line.product.code) ?? null,
      name: line.product.name,
      quantity: line.quantity,
      unit_price: line.product.price.toFixed(2),
      discount: line.discount,
      position: i + 1,
      owner_id: deal.owner,
      created_at: iso(deal.at + 5 * minute),
      created_by: deal.owner,
      updated_at: iso(deal.at + 5 * minute),
    })),
  );
}

export function dealContactRecords(company: Company, deals: readonly Deal[]): Record<string, unknown>[] {
  const random = company.random.fork("deal contacts");
  return deals.flatMap((deal) =>
    deal.customer.contacts.slice(0, 3).map((contact) => ({
      opportunity_id: deal.id,
      contact_id: contact.id,
      role: contact.role,
      influence:
        contact.role === "决策人"
          ? "高"
          : random.weighted([
              ["高", 2],
              ["中", 5],
              ["低", 2],
            ] as const),
      attitude: random.weighted([
        ["支持", 5],
        ["中立", 5],
        ["反对", 1],
      ] as const),
      created_at: iso(deal.at + 10 * minute),
      created_by: deal.owner,
      updated_at: iso(deal.at + 10 * minute),
      updated_by: deal.owner,
    })),
  );
}
