const cents = 100n;
const quantityScale = 10_000n;
const discountScale = 100n;

/** The largest amount a money field holds, in cents. */
export const largestAmount = 10n ** 18n - 1n;

/** `"12.30"` → 1230n; null where there is no amount. */
export function centsOf(amount: unknown): bigint | null {
  if (typeof amount !== "string" && typeof amount !== "number") return null;
  return scaled(String(amount), 2);
}

/** 1230n → `"12.30"`. */
export function amountOf(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(3, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Quantity × price less the discount in percent, exact, rounded half up to the cent once. */
export function lineCents(line: { quantity: unknown; unit_price: unknown; discount: unknown }): bigint {
  const quantity = scaled(decimalText(line.quantity ?? 1), 4);
  const price = centsOf(line.unit_price) ?? 0n;
  const paid = 100n * discountScale - scaled(decimalText(line.discount ?? 0), 2);
  const divisor = quantityScale * 100n * discountScale;
  return (quantity * price * paid + divisor / 2n) / divisor;
}

/** A number without an exponent. */
function decimalText(value: unknown): string {
  const text = String(value);
  return text.includes("e") ? Number(value).toFixed(4) : text;
}

function scaled(text: string, decimals: number): bigint {
  const [, sign = "", whole = "0", part = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim()) ?? [];
  const value = BigInt(whole) * (decimals === 2 ? cents : quantityScale) + BigInt(part.slice(0, decimals).padEnd(decimals, "0") || "0");
  return sign ? -value : value;
}
