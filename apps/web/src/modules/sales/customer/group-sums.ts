import type { GroupMember } from "../../../api/sales.ts";
import { centsText } from "../lines/line-amount.ts";

export interface Sums {
  open: { count: number; amount: string | null };
  won: { count: number; amount: string | null };
}

/** What a member and all below it come to, exact to the cent. */
export function sumsOf(member: GroupMember): Sums {
  const sums = [member, ...member.children.map(sumsOf)];
  return { open: added(sums.map((s) => s.open)), won: added(sums.map((s) => s.won)) };
}

function added(parts: readonly { count: number; amount: string | null }[]): { count: number; amount: string | null } {
  const amounts = parts.flatMap((p) => (p.amount === null ? [] : [BigInt(p.amount.replace(".", ""))]));
  return { count: parts.reduce((sum, p) => sum + p.count, 0), amount: amounts.length ? centsText(amounts.reduce((a, b) => a + b, 0n)) : null };
}
