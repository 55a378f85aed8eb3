import type { Problem } from "@keshu/kernel";
import type { KeptQuery } from "@keshu/records";
import { z } from "zod";

/** Most of the JSON of one view. */
export const viewLimit = 32 * 1024;
export const nameLimit = 100;
/** Views of one person for one object. */
export const viewsPerObject = 200;

/** A line of text that PostgreSQL can hold, without control characters. */
export const line = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text))
    .transform((text) => text.trim());

const json = z.record(z.string().max(100), z.unknown());

/** Everything a person sets of a view; null empties a part. */
export const viewParts = {
  name: line(nameLimit).pipe(z.string().min(1)),
  kind: z.enum(["table", "board", "calendar"]),
  scene: z.enum(["mine", "shared", "reports", "all"]).nullish(),
  q: line(200).nullish(),
  filter: json.nullish(),
  sort: line(300).nullish(),
  columns: z
    .array(z.strictObject({ field: z.string().max(100), width: z.int().min(40).max(2_000).optional() }))
    .max(200)
    .nullish(),
  group_by: line(100).nullish(),
  settings: json.nullish(),
  sharing: z.enum(["private", "department", "everyone"]),
  position: z.number().min(-1e12).max(1e12),
};

export const viewSchema = z
  .object({
    id: z.uuid(),
    object: z.string(),
    name: z.string(),
    kind: viewParts.kind,
    scene: viewParts.scene,
    q: z.string().nullish(),
    filter: json.nullish(),
    sort: z.string().nullish(),
    columns: viewParts.columns,
    group_by: z.string().nullish(),
    settings: json.nullish(),
    sharing: viewParts.sharing,
    owner_id: z.string(),
    owner_name: z.string().nullable(),
    position: z.number(),
    can_edit: z.boolean(),
    problems: z
      .array(z.object({ path: z.string(), code: z.string(), message: z.string() }))
      .meta({ description: "What is left out, because a field is gone or not the reader's to see" }),
  })
  .meta({ id: "View" });

/** The part of a view that is kept as JSON. */
export interface ViewQuery extends KeptQuery {
  scene?: "mine" | "shared" | "reports" | "all";
  q?: string;
  settings?: Record<string, unknown>;
}

export const queryParts = ["scene", "q", "filter", "sort", "columns", "group_by", "settings"] as const;

/** A view as it is stored. */
export interface ViewRow {
  id: string;
  object: string;
  owner_id: string;
  name: string;
  kind: "table" | "board" | "calendar";
  sharing: "private" | "department" | "everyone";
  position: number;
  query: string;
}

export interface Presented extends Omit<ViewRow, "query">, ViewQuery {
  owner_name: string | null;
  can_edit: boolean;
  problems: (Problem & { message: string })[];
}
