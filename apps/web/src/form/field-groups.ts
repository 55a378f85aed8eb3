import i18next from "i18next";
import type { FieldInfo } from "../api/types.ts";

export interface FieldGroup {
  key: string;
  label: string;
  fields: FieldInfo[];
}

/** Fields under their headings, in the order of the catalog; those without one come last. */
export function groupFields(fields: readonly FieldInfo[]): FieldGroup[] {
  const groups = Map.groupBy(fields, (f) => f.group ?? (f.system ? "system" : "more"));
  return [...groups].map(([key, list]) => ({ key, label: groupLabel(key), fields: list })).sort((a, b) => rank(a.key) - rank(b.key));
}

function groupLabel(key: string): string {
  return i18next.exists(`form.groups.${key}`) ? i18next.t(`form.groups.${key}`) : key;
}

function rank(key: string): number {
  return key === "more" ? 1 : key === "system" ? 2 : 0;
}
