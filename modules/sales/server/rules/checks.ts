import type { PendingWrite } from "@keshu/records";
import { isCreditCode, normalizeCreditCode } from "../../shared/credit-code.ts";

/** Rows that store values: creations and updates. */
export function storing(rows: readonly PendingWrite[]): PendingWrite[] {
  return rows.filter((row) => row.operation === "create" || row.operation === "update");
}

/** The value of a field once the write is done. */
export function valueAfter(row: PendingWrite, field: string): unknown {
  return field in row.values ? row.values[field] : row.stored?.[field];
}

/** Whether a write gives a field another value than the stored one. */
export function changes(row: PendingWrite, field: string): boolean {
  return field in row.values && row.values[field] !== row.stored?.[field];
}

export function checkCreditCode(row: PendingWrite): void {
  const value = row.values.credit_code;
  if (typeof value !== "string") return;
  const code = normalizeCreditCode(value);
  if (isCreditCode(code)) row.values.credit_code = code;
  else row.problems.push({ path: "credit_code", code: "INVALID_CREDIT_CODE" });
}

/** The region follows the address's province where nobody gave another one. */
export function fillRegion(row: PendingWrite): void {
  const province = provinceOf(row.values.address);
  if (!province || row.values.region) return;
  const region = row.stored?.region;
  if (!region || region === provinceOf(row.stored?.address)) row.values.region = province;
}

function provinceOf(address: unknown): string | undefined {
  const province = (address as { province?: unknown } | null | undefined)?.province;
  return typeof province === "string" && province !== "" ? province : undefined;
}

/** Nothing a person would call a value. */
export function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}
