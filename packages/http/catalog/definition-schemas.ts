import { type FieldDefinition, fieldTypeIds } from "@keshu/catalog";
import { z } from "zod";

const name = z.string().min(1).max(63);

/** `{"zh","en"}`; one of them, or a plain text, stands for both. */
export const label = z.union([
  z
    .string()
    .min(1)
    .max(100)
    .transform((text) => ({ zh: text, en: text })),
  z
    .strictObject({ zh: z.string().min(1).max(100).optional(), en: z.string().min(1).max(100).optional() })
    .refine((given) => given.zh !== undefined || given.en !== undefined)
    .transform((given) => ({ zh: given.zh ?? (given.en as string), en: given.en ?? (given.zh as string) })),
]);
const help = z.strictObject({ zh: z.string().max(500), en: z.string().max(500) });

const option = z.union([
  z.string().min(1).max(200),
  z.strictObject({ value: z.string().min(1).max(200), label: label.optional(), color: z.string().max(20).optional(), retired: z.boolean().optional() }),
]);

/** What can be said of a field when it is made; most of it also changed later. */
const changeable = {
  label: label.optional(),
  help: help.nullable().optional(),
  required: z.boolean().optional(),
  searchable: z.boolean().optional(),
  default: z.unknown().optional(),
  empty_value: z.unknown().optional(),
  options: z.array(option).max(2000).optional(),
  max_length: z.int().optional().describe("1 to what the type allows: 10,000 letters of text, more of long text."),
  min: z.number().optional(),
  max: z.number().optional(),
  decimals: z.int().optional().describe("0 to 10."),
  pattern: z.string().max(500).optional(),
  sensitivity: z.enum(["normal", "personal", "secret"]).optional(),
  aliases: z.array(z.string().min(1).max(200)).max(50).optional(),
  group: z.string().max(63).optional(),
};

export const newField = z.strictObject({
  name,
  type: z.enum(fieldTypeIds),
  ...changeable,
  label,
  unique: z.boolean().optional(),
  indexed: z.boolean().optional(),
  inverse_label: label.optional(),
  target: z.string().max(63).optional().describe("Object that a relation points to."),
  prefix: z.string().max(16).optional(),
});

export const fieldPatch = z.strictObject(changeable);

const combination = z.array(name).max(50);
const combinations = z.array(combination).max(50);

/** Fields that are to be unique together. */
export const newCombination = z.strictObject({ fields: combination.describe("Names of 2 to 6 fields of the object.") });

export const newObject = z.strictObject({
  name,
  plural: name.optional().describe("Path segment: `projects`. Default: name + s."),
  label,
  icon: z.string().max(63).optional(),
  title_field: name.optional().describe("Field that names a record to people; default `name`, else the first text."),
  fields: z.array(newField).max(200).default([]),
  unique_together: combinations.optional().describe("Lists of fields of which no two records may have the same combination of values."),
});

export const objectPatch = z.strictObject({
  label: label.nullable().optional(),
  plural_label: label.nullable().optional(),
  icon: z.string().max(63).nullable().optional().describe("null gives a standard object back what it came with."),
  unique_together: combinations.optional().describe("All combinations that are to be unique: what lacks is added, what is not named is removed."),
});

const terms: Record<string, keyof FieldDefinition> = { empty_value: "emptyValue", inverse_label: "inverseLabel", max_length: "maxLength" };

/** API form → definition. Options may be plain texts; a missing label is the value. */
export function toDefinition<Input extends Record<string, unknown>>(input: Input): FieldDefinition {
  const definition: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(input))
    if (value !== undefined) definition[terms[key] ?? key] = key === "options" ? (value as z.infer<typeof option>[]).map(toOption) : value;
  return definition as unknown as FieldDefinition;
}

function toOption(given: z.infer<typeof option>) {
  if (typeof given === "string") return { value: given, label: { zh: given, en: given } };
  return { ...given, label: given.label ?? { zh: given.value, en: given.value } };
}
