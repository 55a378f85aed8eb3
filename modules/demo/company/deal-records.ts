import { inTenThousands } from "./activities.ts";
import { dateOf, day, iso, minute } from "./clock.ts";
import type { Company } from "./company.ts";
import type { Deal, Move } from "./deals.ts";
import { nextSteps } from "./texts/deal-names.ts";

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
