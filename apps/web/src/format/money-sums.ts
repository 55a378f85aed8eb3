import { formatCompactMoney, formatMoney, formatShortMoney } from "./number.ts";

/** Exact sums by currency: `{CNY: "1200.00"}`. Amounts of different currencies are never added up. */
export type MoneySums = Readonly<Record<string, string>>;

const cents = (decimal: string): bigint => {
  const [, sign = "", whole = "0", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  return BigInt(`${sign}${whole}${fraction.padEnd(2, "0").slice(0, 2)}`);
};

function decimalOf(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(3, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Adds amounts with two decimals exactly. */
export function addSums(...all: readonly MoneySums[]): MoneySums {
  const total: Record<string, bigint> = {};
  for (const sums of all) for (const [currency, value] of Object.entries(sums)) total[currency] = (total[currency] ?? 0n) + cents(value);
  return Object.fromEntries(Object.entries(total).map(([currency, value]) => [currency, decimalOf(value)]));
}

export function negated(sums: MoneySums): MoneySums {
  return Object.fromEntries(Object.entries(sums).map(([currency, value]) => [currency, decimalOf(-cents(value))]));
}

/** `amount × percent`, rounded to the cent. */
export function shareOf(sums: MoneySums, percent: number): MoneySums {
  return Object.fromEntries(
    Object.entries(sums).map(([currency, value]) => {
      const scaled = cents(value) * BigInt(Math.round(percent * 100));
      return [currency, decimalOf((scaled + (scaled < 0n ? -5000n : 5000n)) / 10_000n)];
    }),
  );
}

/** Currencies with something in them, the largest figure first. */
function present(sums: MoneySums): [string, string][] {
  return Object.entries(sums)
    .filter(([, value]) => cents(value) !== 0n)
    .sort(([, a], [, b]) => Number(b) - Number(a));
}

/** ¥10,085,150; several currencies ¥1,008.5 万 + $3.2 万; nothing is ¥0. */
export function formatSums(sums: MoneySums): string {
  const parts = present(sums);
  const [first] = parts;
  if (!first) return formatShortMoney(0, Object.keys(sums)[0]);
  return parts.length === 1 ? formatShortMoney(first[1], first[0]) : parts.map(([currency, value]) => formatCompactMoney(value, currency)).join(" + ");
}

/** The same in few characters: ¥835.1万, ¥8.351M. */
export function formatBriefSums(sums: MoneySums): string {
  const parts = present(sums);
  return parts.length === 0 ? formatSums(sums) : parts.map(([currency, value]) => formatCompactMoney(value, currency)).join(" + ");
}

/** The same to the cent, for titles. */
export function formatExactSums(sums: MoneySums): string {
  const parts = present(sums);
  return parts.length === 0 ? formatMoney(0, Object.keys(sums)[0]) : parts.map(([currency, value]) => formatMoney(value, currency)).join(" + ");
}

/** The figure charts draw: of the currency with the largest sum. */
export function mainCurrency(all: readonly MoneySums[]): string {
  return present(addSums(...all))[0]?.[0] ?? "CNY";
}
