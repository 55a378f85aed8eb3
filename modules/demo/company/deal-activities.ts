import { type Activity, writer } from "./activities.ts";
import { day, minute, workingTime } from "./clock.ts";
import { type Company, earlierToday } from "./company.ts";
import type { Deal, Stage } from "./deals.ts";
import * as lines from "./texts/deal-lines.ts";
import { dealer, type Line } from "./texts/phrase.ts";

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
