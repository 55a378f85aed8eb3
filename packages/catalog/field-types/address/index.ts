import { accept, type FieldType, type Parsed, type ParseEnvironment, refuse } from "../../field-type.ts";
import { concealed } from "../mask.ts";
import { isEmptyCell } from "../recognition/empty-cell.ts";
import { foldWidth } from "../recognition/fold-text.ts";
import { readText } from "../text/read-text.ts";
import { parseAddress } from "./parse-address.ts";
import type { Address } from "./present-address.ts";
import { type AddressParts, resolveAddress } from "./resolve-address.ts";

const partLength = 100;
const detailLength = 500;
const names = ["province", "city", "area", "street", "detail", "code"] as const;

/** A Chinese address in parts. Input is free text (`浙江省杭州市西湖区文三路1号`) or the parts. */
export const address: FieldType = {
  id: "address",
  sqlType: () => "jsonb",
  parse: (input, _field, env) => {
    if (typeof input === "string") {
      const read = readText(input);
      if (!read.ok) return refuse("INVALID_ADDRESS");
      if (isParts(read.value)) return fromJson(read.value, env);
      return read.value.length > detailLength ? refuse("TOO_LONG", { max: detailLength }) : accept(parseAddress(read.value));
    }
    return typeof input === "object" && input !== null && !Array.isArray(input) ? fromParts(input as Record<string, unknown>, env) : refuse("INVALID_ADDRESS");
  },
  encode: (value) => JSON.stringify(value),
  operators: ["empty"],
  isSortable: false,
  searchText: (value) => [plain(value as Address)],
  mask: (value) => {
    const { street: _, ...known } = value as Address;
    return { ...known, detail: concealed, code: null };
  },
  schema: () => ({
    type: "object",
    properties: Object.fromEntries(names.map((n) => [n, { type: ["string", "null"] }])),
    required: names.filter((n) => n !== "street"),
    additionalProperties: false,
  }),
  inputSchema: () => ({
    anyOf: [
      { type: "string", maxLength: detailLength, examples: ["浙江省杭州市西湖区文三路1号"] },
      {
        type: "object",
        properties: Object.fromEntries(names.map((n) => [n, { type: ["string", "null"], maxLength: n === "detail" ? detailLength : partLength }])),
        additionalProperties: false,
      },
    ],
  }),
  toCell: (value) => {
    const text = plain(value as Address);
    // parts that plain text would be read differently from stay in parts
    return !isParts(text) && sameAddress(parseAddress(text), value as Address) ? text : JSON.stringify(value);
  },
  example: () => ({ province: "浙江省", city: "杭州市", area: "西湖区", detail: "文三路1号", code: "330106" }),
};

/** The parts as JSON, as a cell holds them where text would not do. */
function isParts(text: string): boolean {
  return /^\{\s*"/.test(text);
}

function fromJson(text: string, env: ParseEnvironment): Parsed<Address | null> {
  try {
    return fromParts(JSON.parse(text) as Record<string, unknown>, env);
  } catch {
    return refuse("INVALID_ADDRESS");
  }
}

function fromParts(input: Record<string, unknown>, env: ParseEnvironment): Parsed<Address | null> {
  const parts: AddressParts = {};
  for (const [name, value] of Object.entries(input)) {
    if (!(names as readonly string[]).includes(name)) return refuse("INVALID_ADDRESS");
    if (value === null || value === undefined || (env.mode === "cell" && typeof value === "string" && isEmptyCell(value))) continue;
    const read = typeof value === "string" ? readText(value) : undefined;
    if (!read?.ok) return refuse("INVALID_ADDRESS");
    const text = foldWidth(read.value).replaceAll(/\s+/g, " ").trim();
    const max = name === "detail" ? detailLength : partLength;
    if (text.length > max) return refuse("TOO_LONG", { max });
    if (text !== "") parts[name as keyof AddressParts] = text;
  }
  if (Object.keys(parts).length === 0) return accept(null);
  const resolved = resolveAddress(parts);
  return resolved ? accept(resolved) : refuse("INVALID_ADDRESS");
}

function plain(value: Address): string {
  const { province, city, area, street, detail } = value;
  return [province, city === province ? null : city, area, street, detail].filter(Boolean).join("");
}

function sameAddress(a: Address, b: Address): boolean {
  return names.every((n) => (a[n] ?? null) === (b[n] ?? null));
}
