import type { CellProps } from "../field-module.ts";

export const width = 220;

/** 浙江省杭州市西湖区文三路1号; a municipality is named once. */
export function addressText(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value ?? "");
  const { province, city, area, street, detail } = value as Record<string, string | null | undefined>;
  return [province, city === province ? null : city, area, street, detail].filter(Boolean).join("");
}

export function Cell({ value }: CellProps) {
  return <>{addressText(value)}</>;
}
