export interface LineValues {
  quantity: unknown;
  unit_price: unknown;
  discount: unknown;
}

/** Quantity × price less the discount, exact to the cent, as the server computes it; null while something is no number. */
export function lineAmount({ quantity, unit_price, discount }: LineValues): bigint | null {
  const [count, price, off] = [scaled(quantity ?? 1, 4), scaled(unit_price ?? 0, 2), scaled(discount ?? 0, 2)];
  if (count === null || price === null || off === null || off > 10_000n) return null;
  return (count * price * (10_000n - off) + 50_000_000n) / 100_000_000n;
}

/** Cents → `"12.30"`. */
export function centsText(cents: bigint): string {
  const digits = cents.toString().padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export function sumOf(lines: readonly LineValues[]): bigint {
  return lines.reduce((sum, line) => sum + (lineAmount(line) ?? 0n), 0n);
}

function scaled(value: unknown, decimals: number): bigint | null {
  const [whole, part = ""] = String(value).trim().replaceAll(/[,，]/g, "").split(".");
  if (!/^\d{1,20}$/.test(whole ?? "") || !/^\d{0,20}$/.test(part)) return null;
  return BigInt(whole as string) * 10n ** BigInt(decimals) + BigInt(part.slice(0, decimals).padEnd(decimals, "0"));
}
