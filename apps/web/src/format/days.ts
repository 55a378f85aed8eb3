import { dayOf } from "./date.ts";

/** The day of a date or moment in the reader's zone; undefined for what is neither. */
export function dayOfValue(value: unknown): string | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  if (value.length === 10) return value;
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? undefined : dayOf(moment);
}

/** Whole days from one plain date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** A plain date some days later. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
