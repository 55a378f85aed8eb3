import type { FieldInfo } from "../../api/types.ts";
import { nameFrom } from "./name-from.ts";

export interface OptionDraft {
  value: string;
  zh: string;
  en: string;
  color: string;
  retired: boolean;
  isStored: boolean;
}

/** A field as the form holds it. */
export interface FieldDraft {
  type: string;
  name: string;
  zh: string;
  en: string;
  help: string;
  required: boolean;
  unique: boolean;
  sensitivity: "normal" | "personal" | "secret";
  /** As the API takes it; null for none. */
  default: unknown;
  options: OptionDraft[];
  target: string | null;
  inverse: string;
  min: number | null;
  max: number | null;
  decimals: number | null;
  maxLength: number | null;
  prefix: string;
  group: string;
}

/** Types an administrator can choose; formulas and roll-ups are made elsewhere. */
export const fieldTypes = [
  "text",
  "long_text",
  "number",
  "money",
  "percent",
  "date",
  "datetime",
  "boolean",
  "select",
  "multi_select",
  "phone",
  "email",
  "url",
  "address",
  "user",
  "department",
  "relation",
  "relations",
  "file",
  "auto_number",
  "location",
  "json",
] as const;

export function traits(type: string) {
  return {
    hasOptions: type === "select" || type === "multi_select",
    hasTarget: type === "relation" || type === "relations",
    hasBounds: ["number", "money", "percent"].includes(type),
    hasLength: ["text", "long_text"].includes(type),
    hasPrefix: type === "auto_number",
    hasDefault: ["text", "number", "money", "percent", "date", "boolean", "select", "multi_select", "phone", "email", "url"].includes(type),
    canBeUnique: ["text", "number", "phone", "email", "url", "auto_number", "date"].includes(type),
  };
}

export function draftOf(field: FieldInfo | undefined): FieldDraft {
  return {
    type: field?.type ?? "text",
    name: field?.name ?? "",
    zh: field?.label.zh ?? "",
    en: field?.label.en ?? "",
    help: field?.help?.zh ?? "",
    required: field?.required ?? false,
    unique: field?.unique ?? false,
    sensitivity: (field?.sensitivity as FieldDraft["sensitivity"] | undefined) ?? "normal",
    default: field?.default ?? null,
    options: (field?.options ?? []).map((o) => ({
      value: o.value,
      zh: o.label.zh,
      en: o.label.en,
      color: o.color ?? "",
      retired: o.retired ?? false,
      isStored: true,
    })),
    target: field?.target ?? null,
    inverse: field?.inverse_label?.zh ?? "",
    min: field?.min ?? null,
    max: field?.max ?? null,
    decimals: field?.decimals ?? null,
    maxLength: field?.max_length ?? null,
    prefix: field?.prefix ?? "",
    group: field?.group ?? "",
  };
}

/** The draft in the API's form: all of it for a new field, what differs for a stored one. */
export function definitionOf(draft: FieldDraft, stored?: FieldInfo): Record<string, unknown> {
  const trait = traits(draft.type);
  const both = (text: string) => ({ zh: text, en: text });
  const whole: Record<string, unknown> = {
    label: { zh: draft.zh || draft.en, en: draft.en || draft.zh },
    ...(draft.help ? { help: stored?.help?.zh === draft.help ? stored.help : both(draft.help) } : stored?.help ? { help: null } : {}),
    required: draft.required,
    ...(trait.canBeUnique ? { unique: draft.unique } : {}),
    ...(draft.sensitivity === (stored?.sensitivity ?? "normal") ? {} : { sensitivity: draft.sensitivity }),
    ...(trait.hasDefault && !isSame(draft.default, stored?.default) ? { default: draft.default } : {}),
    ...(trait.hasOptions && draft.options.length > 0 ? { options: draft.options.filter((o) => o.zh || o.en || o.value).map(optionOf) } : {}),
    ...(trait.hasBounds ? given({ min: draft.min, max: draft.max, decimals: draft.decimals }) : {}),
    ...(trait.hasLength ? given({ max_length: draft.maxLength }) : {}),
    ...(draft.group ? { group: draft.group } : {}),
  };
  if (stored) return Object.fromEntries(Object.entries(whole).filter(([key, value]) => !isSame(value, (stored as unknown as Record<string, unknown>)[key])));
  return {
    name: draft.name || nameFrom(draft.en) || (draft.zh ? `field_${hash(draft.zh)}` : ""),
    type: draft.type,
    ...whole,
    ...(trait.hasTarget && draft.target ? { target: draft.target } : {}),
    ...(trait.hasTarget && draft.inverse ? { inverse_label: both(draft.inverse) } : {}),
    ...(trait.hasPrefix && draft.prefix ? { prefix: draft.prefix } : {}),
  };
}

/** The field as far as it is drawn up, for the input of its default. */
export function fieldOfDraft(draft: FieldDraft): FieldInfo {
  const options = draft.options.filter((o) => (o.zh || o.en || o.value) && !o.retired).map(optionOf);
  return {
    ...{ name: "default", type: draft.type, label: { zh: draft.zh, en: draft.en }, required: false, unique: false, system: false, custom: true },
    ...(options.length > 0 ? { options } : {}),
    ...given({ decimals: draft.decimals }),
  };
}

function isSame(a: unknown, b: unknown): boolean {
  // the server may name the members of a label in another order
  const sorted = (_: string, value: unknown) =>
    value && typeof value === "object" && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value;
  return JSON.stringify(a ?? null, sorted) === JSON.stringify(b ?? null, sorted);
}

function optionOf(o: OptionDraft) {
  const value = o.value || o.zh || o.en;
  return { value, label: { zh: o.zh || value, en: o.en || o.zh || value }, ...(o.color ? { color: o.color } : {}), ...(o.retired ? { retired: true } : {}) };
}

function given(values: Record<string, number | null>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).filter((e): e is [string, number] => e[1] !== null));
}

// a label without Latin letters still gives a name that stays the same
function hash(text: string): string {
  let h = 0;
  for (const c of text) h = (h * 31 + (c.codePointAt(0) ?? 0)) >>> 0;
  return h.toString(36).slice(0, 6);
}
