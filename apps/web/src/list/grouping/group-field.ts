import { fieldOf } from "../../api/catalog.ts";
import type { FieldInfo, ObjectInfo } from "../../api/types.ts";
import { instantOf } from "../../format/zone.ts";

export const periods = ["day", "week", "month", "quarter", "year"] as const;
export type Period = (typeof periods)[number];

/** What a list is grouped by: a field, a date by its periods. */
export interface GroupField {
  field: FieldInfo;
  period: Period | undefined;
}

const isDay = (field: FieldInfo): boolean => field.type === "date" || field.type === "datetime";
const types = new Set(["select", "boolean", "user", "department", "relation", "date", "datetime"]);

/** Fields whose groups say something to people. */
export function groupableFields(object: ObjectInfo): FieldInfo[] {
  return object.fields.filter((f) => types.has(f.type) && f.groupable !== false && !f.retired && !f.companion_of && f.access !== "masked");
}

/** `stage`, `created_at:month`; undefined when there is no such field or it cannot be grouped by. */
export function parseGroup(object: ObjectInfo, group: string | undefined): GroupField | undefined {
  const [name = "", period] = (group ?? "").split(":");
  const field = groupableFields(object).find((f) => f.name === name) && fieldOf(object, name);
  if (!field || (period !== undefined && !periods.includes(period as Period))) return undefined;
  return { field, period: isDay(field) ? ((period as Period) ?? "month") : undefined };
}

/** How the API names the group. */
export function groupText({ field, period }: GroupField): string {
  return period ? `${field.name}:${period}` : field.name;
}

/** The filter that finds the records of one group. */
export function conditionOf({ field, period }: GroupField, value: unknown, timeZone: string): Record<string, unknown> {
  if (value === null || value === undefined) return { [field.name]: { eq: null } };
  if (!period) return { [field.name]: { eq: value } };
  const start = String(value).slice(0, 10);
  const end = nextStart(start, period);
  const at = (day: string): string => (field.type === "date" ? day : instantOf(`${day}T00:00:00`, timeZone));
  return { [field.name]: { gte: at(start), lt: at(end) } };
}

/** The first day of the period after the one that begins on a day. */
export function nextStart(day: string, period: Period): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (period === "day") date.setUTCDate(date.getUTCDate() + 1);
  else if (period === "week") date.setUTCDate(date.getUTCDate() + 7);
  else date.setUTCMonth(date.getUTCMonth() + { month: 1, quarter: 3, year: 12 }[period]);
  return date.toISOString().slice(0, 10);
}

/** Options in the order they are listed, days from the latest, people and records by how many there are; without a value last. */
export function compareGroups({ field, period }: GroupField): (a: { value: unknown; count: number }, b: { value: unknown; count: number }) => number {
  const options = new Map((field.options ?? []).map((o, i) => [o.value, i]));
  return (a, b) => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
    if (period) return String(a.value) < String(b.value) ? 1 : -1;
    if (options.size > 0) return (options.get(String(a.value)) ?? 999) - (options.get(String(b.value)) ?? 999);
    return b.count - a.count;
  };
}
