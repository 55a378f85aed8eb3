const units: Record<string, number> = { 千: 3, 万: 4, 百万: 6, 千万: 7, 亿: 8, k: 3, w: 4, m: 6 };

/** What people type as a figure: `568万`, `1.2亿`, `￥5,680,000.00`, full-width digits → a decimal string; undefined if it is none. */
export function readAmount(typed: string): string | undefined {
  const text = typed
    .normalize("NFKC")
    .replaceAll(/[,\s¥$元]/g, "")
    .replaceAll("。", ".")
    .toLowerCase();
  const match = /^([-+]?)(\d*)(?:\.(\d*))?(百万|千万|千|万|亿|k|w|m)?$/.exec(text);
  if (!match) return undefined;
  const [, sign = "", whole = "", fraction = "", unit = ""] = match;
  if (whole === "" && fraction === "") return undefined;
  const places = units[unit] ?? 0;
  const digits = `${whole || "0"}${fraction.slice(0, places).padEnd(places, "0")}`.replace(/^0+(?=\d)/, "");
  const rest = fraction.slice(places);
  return `${sign === "-" ? "-" : ""}${digits}${rest ? `.${rest}` : ""}`;
}
