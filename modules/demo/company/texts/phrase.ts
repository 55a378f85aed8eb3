import type { Random } from "../random.ts";

export type Channel = "call" | "visit" | "email" | "wechat" | "meeting" | "other";
export type Line = readonly [channel: Channel, text: string];

/** What the blanks of a sentence are filled with. */
export interface Blanks {
  /** 王总 */
  who: string;
  /** 坚果小包 */
  goods: string;
  /** 枕包机 */
  product: string;
  /** 38.6 万 */
  amount: string;
}

const rivals = ["本地一家做仿款的", "一家广东同行", "苏州那家老对手", "一家进口品牌", "温州的小厂", "上海一家集成商"];
const days = ["周三", "周四", "下周一", "下周二", "下周三", "月底前", "这周五", "下个月初", "节后"];
const workshops = ["一号车间", "二号车间", "新车间", "三楼车间", "老厂区", "二期厂房", "包装车间", "后段"];
const colleagues = ["设备部", "生产部", "质量部", "采购部", "财务", "车间主任", "老板", "技术总监"];

/** Fills the blanks; Latin and digits stand apart from Chinese as the rest of the product writes them. */
export function fill(text: string, blanks: Blanks, random: Random): string {
  const words: Record<string, () => string> = {
    who: () => blanks.who,
    goods: () => blanks.goods,
    product: () => blanks.product,
    amount: () => blanks.amount,
    day: () => random.pick(days),
    rival: () => random.pick(rivals),
    shop: () => random.pick(workshops),
    dept: () => random.pick(colleagues),
    n: () => String(random.int(2, 6)),
    speed: () => String(random.int(4, 20) * 10),
    pct: () => String(random.int(3, 12)),
  };
  const filled = text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => words[name]?.() ?? whole);
  return filled.replaceAll(/(?<=\p{Script=Han})(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=\p{Script=Han})/gu, " ");
}

/** Hands out lines in a shuffled order and begins again only when all were used, so that neighbours differ. */
export function dealer<T>(lines: readonly T[], random: Random): () => T {
  let left: T[] = [];
  return () => {
    if (left.length === 0) left = random.some(lines, lines.length);
    return left.pop() as T;
  };
}
