/** What matters about a customer, with its weight; the weights add up to 100. */
const weights: readonly { fields: readonly string[]; weight: number; isMissing?: (value: unknown) => boolean }[] = [
  { fields: ["name"], weight: 10 },
  { fields: ["credit_code"], weight: 12 },
  { fields: ["industry"], weight: 10, isMissing: (value) => value === "其他" },
  { fields: ["level"], weight: 10 },
  { fields: ["source"], weight: 6 },
  { fields: ["contact_name"], weight: 12 },
  { fields: ["mobile", "phone"], weight: 15 },
  { fields: ["email", "wechat"], weight: 7 },
  { fields: ["region"], weight: 5 },
  { fields: ["address"], weight: 8 },
  { fields: ["website"], weight: 5 },
];

/** Fields of which a change can change the completeness. */
export const completenessFields: readonly string[] = weights.flatMap((w) => w.fields);

export interface MissingPart {
  /** One of these is enough. */
  fields: readonly string[];
  weight: number;
}

/** How much of a customer is filled in, in percent, and what is missing, the weightiest first. */
export function completenessOf(readValue: (field: string) => unknown): { percent: number; missing: MissingPart[] } {
  const missing = weights
    .filter(({ fields, isMissing }) => fields.every((field) => isBlank(readValue(field)) || isMissing?.(readValue(field))))
    .map(({ fields, weight }) => ({ fields, weight }));
  return { percent: 100 - missing.reduce((sum, part) => sum + part.weight, 0), missing: missing.sort((a, b) => b.weight - a.weight) };
}

function isBlank(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.values(value).every((part) => part === null || part === undefined || part === "");
}
