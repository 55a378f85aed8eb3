import { fieldTypeIds } from "@keshu/catalog";
import { z } from "zod";

const label = z.object({ zh: z.string(), en: z.string() });
const option = z.object({ value: z.string(), label, color: z.string().optional(), retired: z.boolean().optional() });

/** A field as the catalog endpoints show it. */
export const catalogFieldSchema = z
  .object({
    name: z.string(),
    type: z.enum(fieldTypeIds),
    label,
    required: z.boolean(),
    unique: z.boolean(),
    access: z.enum(["masked", "read", "write"]).describe("What the caller may do with it; hidden fields are left out."),
    read_only: z.boolean(),
    system: z.boolean(),
    custom: z.boolean(),
    searchable: z.boolean(),
    sortable: z.boolean(),
    groupable: z.boolean(),
    measure: z.boolean(),
    operators: z.array(z.string()),
    options: z.array(option).optional(),
    help: label.optional(),
    target: z.string().optional(),
    inverse_label: label.optional(),
    default: z.unknown().optional(),
    empty_value: z.unknown().optional(),
    max_length: z.int().min(0).max(1_000_000).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    decimals: z.int().min(0).max(20).optional(),
    prefix: z.string().optional(),
    pattern: z.string().optional(),
    sensitivity: z.enum(["normal", "personal", "secret"]).optional(),
    aliases: z.array(z.string()).optional(),
    group: z.string().optional(),
    companion_of: z.string().optional(),
    in_english: z.string().optional().meta({ description: "Field that holds the same text for English readers" }),
    indexed: z.boolean().optional(),
    per_unit: z.boolean().optional().describe("A price or a rate: values of several records do not add up."),
  })
  .meta({ id: "CatalogField" });

const can = z.object({ create: z.boolean(), read: z.boolean(), update: z.boolean(), delete: z.boolean(), export: z.boolean(), import: z.boolean() });

/** An object as the catalog endpoints show it. */
export const catalogObjectSchema = z
  .object({
    name: z.string(),
    path: z.string(),
    label,
    plural_label: label,
    module: z.string().nullable(),
    icon: z.string().nullable(),
    custom: z.boolean(),
    navigable: z.boolean(),
    title_field: z.string(),
    list_fields: z.array(z.string()).nullable(),
    key_fields: z.array(z.string()).nullable(),
    unique_together: z
      .array(z.array(z.string()))
      .describe("Fields of which no two records have the same combination of values; a record that lacks one of them is not compared."),
    added_unique_together: z
      .array(z.array(z.string()))
      .describe("Those of `unique_together` that were added to what the object came with, and can be removed."),
    part_of: z.string().nullable().describe("The relation to the record it is a part of and has its rights from."),
    belongings: z.array(z.object({ path: z.string(), is_default: z.boolean() })).describe("What may go along when a record changes hands."),
    can,
    can_purge: z.boolean().describe("Whether the caller may delete such records from the recycle bin for good."),
    fields: z.array(catalogFieldSchema),
    states: z
      .object({
        field: z.string(),
        initial: z.string(),
        states: z.array(option),
        transitions: z.array(z.object({ from: z.string(), to: z.string(), label, requires: z.array(z.string()).optional() })),
      })
      .optional(),
  })
  .meta({ id: "CatalogObject" });
