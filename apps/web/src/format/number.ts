import { preferences } from "../preferences/preferences.ts";

const formatters = new Map<string, Intl.NumberFormat>();

function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const { locale } = preferences();
  const key = `${locale}|${JSON.stringify(options)}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.NumberFormat(locale, options);
    formatters.set(key, found);
  }
  return found;
}

// decimal strings keep every digit; Intl takes them as they are
const exact = (value: string | number): number => value as number;

/** Whether there is a figure to write: what was typed and refused stands in its place as it is. */
const isFigure = (value: string | number): boolean => value !== "" && Number.isFinite(Number(value));

export function formatNumber(value: string | number, decimals?: number): string {
  if (!isFigure(value)) return String(value);
  return formatter({ maximumFractionDigits: decimals ?? 20 }).format(exact(value));
}

export function formatPercent(value: string | number): string {
  return isFigure(value) ? `${formatNumber(value)}%` : String(value);
}

/** ¥1,286,400.00 in the reader's habit; an unknown currency stands beside the figure. */
export function formatMoney(value: string | number, currency: string | null | undefined): string {
  if (!isFigure(value)) return String(value);
  try {
    return formatter({ style: "currency", currency: currency || "CNY", currencyDisplay: "narrowSymbol" }).format(exact(value));
  } catch {
    return `${currency} ${formatter({ minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(exact(value))}`;
  }
}

/** ¥1,286,400 where there is little room: no cents, and from a hundred million on ¥1.29亿. */
export function formatShortMoney(value: string | number, currency: string | null | undefined): string {
  if (Math.abs(Number(value)) >= 100_000_000) return formatCompactMoney(value, currency);
  return briefMoney(value, currency, { maximumFractionDigits: 0 });
}

/** ¥128.64万: for heads and axes. */
export function formatCompactMoney(value: string | number, currency: string | null | undefined): string {
  return briefMoney(value, currency, { notation: "compact", maximumSignificantDigits: 4 });
}

function briefMoney(value: string | number, currency: string | null | undefined, style: Intl.NumberFormatOptions): string {
  if (!isFigure(value)) return String(value);
  try {
    return formatter({ style: "currency", currency: currency || "CNY", currencyDisplay: "narrowSymbol", minimumFractionDigits: 0, ...style }).format(
      exact(value),
    );
  } catch {
    return `${currency} ${formatter(style).format(exact(value))}`;
  }
}

export function formatBytes(bytes: number): string {
  const units = ["B", "KB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${formatNumber(value, unit === 0 ? 0 : 1)} ${units[unit]}`;
}
