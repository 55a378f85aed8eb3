import { foldText } from "./fold-text.ts";

const currencyMarks: readonly [RegExp, string][] = [
  [/^(?:cn¥|rmb|cny|人民币|人民幣)|(?:rmb|cny|人民币|人民幣)$/i, "CNY"],
  [/^(?:hk\$|hkd|港币|港元|港幣)|(?:hkd|港币|港元|港幣)$/i, "HKD"],
  [/^(?:nt\$|twd|新台币|新臺幣|台币)|(?:twd|新台币|新臺幣|台币)$/i, "TWD"],
  [/^(?:s\$|sgd)|(?:sgd|新加坡元|新币)$/i, "SGD"],
  [/^(?:us\$|usd|美元|美金)|(?:usd|美元|美金)$/i, "USD"],
  [/^(?:eur|€|欧元)|(?:eur|€|欧元)$/i, "EUR"],
  [/^(?:gbp|£|英镑)|(?:gbp|£|英镑)$/i, "GBP"],
  [/^(?:jpy|jp¥|日元|日圆)|(?:jpy|日元|日圆|円)$/i, "JPY"],
  [/^(?:krw|₩|韩元)|(?:krw|₩|韩元)$/i, "KRW"],
  [/^(?:aud|a\$|澳元)|(?:aud|澳元)$/i, "AUD"],
  [/^(?:cad|c\$|加元)|(?:cad|加元)$/i, "CAD"],
  [/^[¥￥]|(?:元|圆|块)(?:整|正)?$/, "CNY"],
  [/^\$|\$$/, "USD"],
];

/** An exact decimal: `digits` × 10^-scale. */
export interface Decimal {
  negative: boolean;
  digits: bigint;
  scale: number;
}

/**
 * Reads a decimal as people write it: `1,234.50`, `１２３元`, `¥1.2万`, `(300)`, `-5`, `1.2e3`.
 * Currency words are read over; undefined when it is no number.
 */
export function readDecimal(input: string, options: { currency?: boolean } = {}): Decimal | undefined {
  if (input.length > 500) return undefined;
  let text = foldText(input)
    .replaceAll(/[−–﹣]/g, "-")
    .replaceAll("，", ",");
  let negative = false;
  if (/^\(.*\)$/.test(text)) {
    negative = true;
    text = text.slice(1, -1).trim();
  }
  const sign = () => {
    const found = /^([+-])\s*/.exec(text);
    if (!found) return;
    negative = negative !== (found[1] === "-");
    text = text.slice(found[0].length);
  };
  const before = text;
  sign();
  if (options.currency) {
    const bare = withoutCurrency(text);
    if (bare !== text) {
      const hadSign = text !== before;
      text = bare;
      if (!hadSign) sign();
    }
  }
  const unit = /\s*(百万|千万|万亿|[十百千万萬亿億kKmM])$/.exec(text);
  const shift = unit ? unitShift(unit[1] as string, options.currency ?? false) : 0;
  if (unit && shift === undefined) return undefined;
  if (unit) text = text.slice(0, -unit[0].length);
  return exact(text, shift ?? 0, negative);
}

function unitShift(unit: string, isMoney: boolean): number | undefined {
  const shifts: Record<string, number> = { 十: 1, 百: 2, 千: 3, 万: 4, 萬: 4, 百万: 6, 千万: 7, 亿: 8, 億: 8, 万亿: 12 };
  if (/^[kKmM]$/.test(unit)) return isMoney ? (unit.toLowerCase() === "k" ? 3 : 6) : undefined;
  return shifts[unit];
}

function exact(text: string, shift: number, negative: boolean): Decimal | undefined {
  const found = /^(\d{1,3}(?:[,' ]\d{3})+|\d+)?(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
  if (!found || (found[1] === undefined && !found[2])) return undefined;
  const fraction = found[2] ?? "";
  const whole = (found[1] ?? "").replaceAll(/[,' ]/g, "");
  if (whole.length + fraction.length > 400) return undefined;
  let digits = BigInt(`${whole}${fraction}` || "0");
  let scale = fraction.length - Number(found[3] ?? 0) - shift;
  if (scale < 0) {
    digits *= 10n ** BigInt(-scale);
    scale = 0;
  }
  while (scale > 0 && digits % 10n === 0n) {
    digits /= 10n;
    scale--;
  }
  return { negative: negative && digits !== 0n, digits, scale };
}

/** `-1234.5` with at least `decimals` places. */
export function writeDecimal(value: Decimal, decimals = 0): string {
  const scale = Math.max(value.scale, decimals);
  const digits = (value.digits * 10n ** BigInt(scale - value.scale)).toString().padStart(scale + 1, "0");
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return value.negative ? `-${text}` : text;
}

function withoutCurrency(text: string): string {
  let bare = text;
  // a mark may stand on either side: `¥100元`
  for (let round = 0; round < 2; round++) {
    for (const [pattern] of currencyMarks) {
      const next = bare.replace(pattern, "").trim();
      if (next !== bare) {
        bare = next;
        break;
      }
    }
  }
  return bare;
}

/** ISO 4217 code that an amount names: `$5` → USD, `100元` → CNY, `港币 3` → HKD; null when it names none. */
export function detectCurrency(input: string): string | null {
  if (input.length > 500) return null;
  const text = foldText(input)
    .replace(/^[(+-]\s*/, "")
    .replace(/\)$/, "");
  for (const [pattern, code] of currencyMarks) if (pattern.test(text)) return code;
  return null;
}
