import { z } from "zod";

/** The `options` part of an import, as JSON. */
export const importOptions = z
  .strictObject({
    /** Column name → field, `field.part`, or null to leave the column out. Without it the suggestions are used. */
    mapping: z.record(z.string().max(500), z.string().max(200).nullable()).optional(),
    /** Fields that tell whether a record exists already. */
    key: z
      .union([
        z.array(z.string().max(100)).max(5),
        z
          .string()
          .max(100)
          .transform((field) => [field]),
      ])
      .optional(),
    duplicates: z.enum(["skip", "update", "create"]).optional(),
    dry_run: z.boolean().optional(),
    /** Unknown options, people and related records are made instead of refused, where the person has the right. */
    create_options: z.boolean().optional(),
    create_people: z.boolean().optional(),
    create_records: z.boolean().optional(),
    /** What an empty cell does to a stored value. */
    blanks: z.enum(["keep", "clear"]).optional(),
    encoding: z.string().max(40).optional(),
    delimiter: z.string().max(10).optional(),
    time_zone: z.string().max(64).optional(),
    sheet: z.string().max(100).optional(),
  })
  .describe("Options of an import");

export type ImportOptions = z.infer<typeof importOptions>;
