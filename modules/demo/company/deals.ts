import { blanksFor } from "./activities.ts";
import { day, hour, minute, monthOf, startOfMonth, toWorkday, workingTime } from "./clock.ts";
import { atWork, type Company } from "./company.ts";
import type { Customer } from "./customers.ts";
import type { Goods } from "./products.ts";
import { lostReasonWeights, machineDeals, serviceDeals } from "./texts/deal-names.ts";
import { type Blanks, fill } from "./texts/phrase.ts";

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
