import { fieldType } from "@keshu/catalog";
import type { MappingTarget } from "./mapping-target.ts";

const telling = new Set(["phone", "email", "date", "datetime", "number", "money", "percent", "boolean", "select", "url", "location"]);
const env = { now: new Date(), timeZone: "Asia/Shanghai", mode: "cell" as const };

/** How the cells speak for or against a field: +0.03 when nearly all can be read as its type, down to −0.45 when hardly any. */
export function fitOfSamples({ field, part }: MappingTarget, samples: readonly string[]): number {
  if (samples.length < 2 || part !== null) return 0;
  if (field.name === "id") return samples.every((s) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(s)) ? 0.3 : -1;
  if (!telling.has(field.type)) return field.type === "text" ? againstText(samples) : 0;
  const type = fieldType(field.type);
  let readable = 0;
  let told = 0;
  for (const sample of samples) {
    const parsed = type.parse(sample, field, env);
    if (parsed.ok && parsed.value === null) continue;
    told++;
    if (parsed.ok) readable++;
  }
  if (told < 2) return 0;
  const rate = readable / told;
  if (rate >= 0.9) return 0.03;
  // Unknown options are to be expected: another system has another list.
  if (field.type === "select") return rate > 0 ? 0 : -0.1;
  return rate >= 0.5 ? -0.05 : rate >= 0.2 ? -0.25 : -0.45;
}

/** A name or title full of e-mail addresses or dates is something else. */
function againstText(samples: readonly string[]): number {
  const odd = samples.filter((s) => /@[^@\s]+\.[a-z]{2,}$/i.test(s) || /^\d{4}[-/年]\d{1,2}[-/月]\d{1,2}/.test(s)).length;
  return odd / samples.length > 0.8 ? -0.4 : 0;
}
