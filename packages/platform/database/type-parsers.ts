import pg from "pg";

type Parse = (text: string) => unknown;

/** `2026-11-22 06:34:00.12+00` → `2026-11-22T06:34:00.12Z`; sessions are in UTC. Microseconds stay, so that a value read can be compared. */
export function parseTimestamp(text: string): string {
  if (text.endsWith("+00")) return `${text.slice(0, 10)}T${text.slice(11, -3)}Z`;
  return text; // infinity, -infinity, years BC
}

function parseLocalTimestamp(text: string): string {
  return text.length > 10 && text[10] === " " ? `${text.slice(0, 10)}T${text.slice(11)}` : text;
}

function arrayOf(parse: Parse): Parse {
  const parseArray = pg.types.arrayParser as unknown as { create(source: string, parse: Parse): { parse(): unknown[] } };
  return (text) => parseArray.create(text, parse).parse();
}

/** Arrays of values that are never quoted. */
function plainArrayOf(parse: Parse): Parse {
  const parseAny = arrayOf(parse);
  return (text) => {
    if (text === "{}") return [];
    if (text.includes("{", 1) || text.includes("N") || text[0] !== "{") return parseAny(text);
    return text.slice(1, -1).split(",").map(parse);
  };
}

const same: Parse = (text) => text;
// int8 becomes a number: counters and versions stay far below 2^53; amounts are numeric, which stays a string
const parsers: Record<number, Parse> = {
  20: Number,
  1016: plainArrayOf(Number),
  1007: plainArrayOf(Number),
  2951: plainArrayOf(same),
  1082: same,
  1182: plainArrayOf(same),
  1114: parseLocalTimestamp,
  1115: arrayOf(parseLocalTimestamp),
  1184: parseTimestamp,
  1185: arrayOf(parseTimestamp),
  1186: same,
  1187: arrayOf(same),
  1700: same,
  1231: plainArrayOf(same),
};

export const typeParsers: pg.CustomTypesConfig = {
  // biome-ignore lint/suspicious/noExplicitAny: the driver's own signature
  getTypeParser: ((oid: number, format?: "text" | "binary"): any =>
    (format !== "binary" && parsers[oid]) || pg.types.getTypeParser(oid, format as "text")) as pg.CustomTypesConfig["getTypeParser"],
};
