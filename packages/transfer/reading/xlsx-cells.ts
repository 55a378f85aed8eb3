/** How numbers of a cell style read: as a date, a time, a percentage, or as they are. */
export type NumberLook = "plain" | "date" | "datetime" | "time" | "percent";

const BUILT_IN: Record<number, NumberLook> = {
  9: "percent",
  10: "percent",
  18: "time",
  19: "time",
  20: "time",
  21: "time",
  22: "datetime",
  45: "time",
  46: "time",
  47: "time",
};

/** ECMA-376 §18.8.30: built-in formats; 27–36 and 50–58 are the East Asian dates. */
export function lookOfFormat(id: number, code: string | undefined): NumberLook {
  if (code !== undefined) return lookOfCode(code);
  const known = BUILT_IN[id];
  if (known) return known;
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58) return "date";
  if ((id >= 32 && id <= 35) || id === 55 || id === 56) return "time";
  return "plain";
}

function lookOfCode(code: string): NumberLook {
  const bare = (code.split(";")[0] ?? "").replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "").toLowerCase();
  if (/general|standard|g\/通用格式/.test(bare)) return "plain";
  const hasDay = /[yd年]|m+(?![\d:]*s)(?=.*[yd])/.test(bare) || /m{3,}/.test(bare) || /[月日]/.test(bare);
  const hasTime = /h|s|上午|am\/pm/.test(bare);
  if (hasDay) return hasTime ? "datetime" : "date";
  if (hasTime) return "time";
  if (/^m+$/.test(bare.trim())) return "date";
  return bare.includes("%") ? "percent" : "plain";
}

/** The text a person sees for a number in a cell: ISO dates, plain digits, percentages. */
export function textOfNumber(raw: string, look: NumberLook, uses1904: boolean): string {
  const value = Number(raw);
  if (raw === "" || !Number.isFinite(value)) return raw;
  if (look === "plain") return plainDigits(value);
  if (look === "percent") return `${plainDigits(Number((value * 100).toPrecision(15)))}%`;
  if (look === "time" && value >= 0 && value < 1) return isoOf(value, false).slice(11);
  if (value < 0 || value > 2_958_466) return plainDigits(value);
  const iso = isoOf(value, uses1904);
  return look === "date" || (look === "datetime" && iso.endsWith("T00:00:00")) ? iso.slice(0, 10) : iso;
}

/** Serial days since 1899-12-30 (1904-01-01 in old Mac files); days before March 1900 carry Lotus's leap-day mistake. */
function isoOf(serial: number, uses1904: boolean): string {
  const days = uses1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  const milliseconds = Math.round(days * 86_400_000);
  return new Date(Date.UTC(1899, 11, 30) + milliseconds).toISOString().slice(0, -1).replace(".000", "");
}

/** Never 1.38e+10: a phone number kept as a number must come back as its digits. */
function plainDigits(value: number): string {
  const text = String(Number(value.toPrecision(15)));
  if (!/e/i.test(text)) return text;
  return Math.abs(value) >= 1e21 ? BigInt(Math.round(value)).toString() : value.toFixed(Math.abs(value) >= 1 ? 0 : 15).replace(/\.?0+$/, "");
}

/** Column of a cell reference: A1 → 0, AB7 → 27; -1 when there is none. */
export function columnOf(reference: string): number {
  let column = 0;
  let i = 0;
  for (; i < reference.length; i++) {
    const c = reference.charCodeAt(i) & ~32;
    if (c < 65 || c > 90) break;
    column = column * 26 + (c - 64);
  }
  return i === 0 ? -1 : column - 1;
}

/** `_x000D_` and friends stand for characters XML cannot hold (ECMA-376 §22.9.2.19). */
export function unescapeCell(text: string): string {
  return text.includes("_x") ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text;
}
