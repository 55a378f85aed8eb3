import { accept, type FieldType, type Parsed, refuse } from "../../field-type.ts";
import { concealed } from "../mask.ts";
import { readDecimal, writeDecimal } from "../recognition/decimal.ts";
import { foldText } from "../recognition/fold-text.ts";

interface Position {
  [part: string]: number;
  latitude: number;
  longitude: number;
}

const parts = { latitude: { type: "number", minimum: -90, maximum: 90 }, longitude: { type: "number", minimum: -180, maximum: 180 } };

/** A position in degrees (WGS 84). Text is `latitude, longitude`. */
export const location: FieldType = {
  id: "location",
  sqlType: () => "jsonb",
  parse: (input) => {
    if (typeof input === "string") {
      if (input.length > 200) return refuse("INVALID_LOCATION");
      const pair = foldText(input).split(/\s*[,;，\s]\s*/);
      return pair.length === 2 ? position(pair[0], pair[1]) : refuse("INVALID_LOCATION");
    }
    if (typeof input !== "object" || input === null || Array.isArray(input)) return refuse("INVALID_LOCATION");
    const given = input as Record<string, unknown>;
    return Object.keys(given).every((k) => k in parts) ? position(given.latitude, given.longitude) : refuse("INVALID_LOCATION");
  },
  encode: (value) => JSON.stringify(value),
  operators: ["empty"],
  isSortable: false,
  mask: () => concealed,
  schema: () => ({ type: "object", properties: parts, required: ["latitude", "longitude"], additionalProperties: false }),
  inputSchema: () => ({
    anyOf: [
      { type: "object", properties: parts, required: ["latitude", "longitude"] },
      { type: "string", maxLength: 64, examples: ["30.2741, 120.1551"] },
    ],
  }),
  toCell: (value) => `${(value as Position).latitude}, ${(value as Position).longitude}`,
  example: () => ({ latitude: 30.2741, longitude: 120.1551 }),
};

function position(latitude: unknown, longitude: unknown): Parsed<Position> {
  const [north, east] = [degrees(latitude), degrees(longitude)];
  if (!(Math.abs(north) <= 90 && Math.abs(east) <= 180)) return refuse("INVALID_LOCATION");
  return accept({ latitude: north, longitude: east });
}

// seven decimals are about a centimetre
function degrees(input: unknown): number {
  if (typeof input !== "number" && typeof input !== "string") return Number.NaN;
  const decimal = readDecimal(String(input).replace(/°$/, ""));
  return decimal ? Math.round(Number(writeDecimal(decimal)) * 1e7) / 1e7 + 0 : Number.NaN;
}
