import type { Context } from "@keshu/kernel";
import { type ApiRecord, currentCatalog } from "@keshu/records";
import { workingMinutes } from "../../shared/working-time.ts";
import { writeAlong } from "../write-along.ts";

/** What happened last with a record, and when it was first and last in touch with us. Moments are ISO 8601 in UTC. */
export interface Signs {
  /** The last sign of life of any kind. */
  at?: string | null;
  firstContact?: string | null;
  lastContact?: string | null;
  /** Agreed with the last contact. */
  next?: string | null;
}

export type Touched = "customer" | "lead" | "opportunity";

/**
 * Moves the times of records that something happened with; times that are later already stay. `exact`: the
 * signs are all there are, so times move back as well. Being in touch starts work on a new lead.
 */
export async function touch(ctx: Context, name: Touched, signs: ReadonlyMap<string, Signs>, options: { exact?: boolean } = {}): Promise<void> {
  const object = currentCatalog().byName.get(name);
  if (signs.size === 0 || !object) return;
  const { rows } = await ctx.db.prepared<ApiRecord>(
    `select ${columns[name].join(", ")} from ${object.table} where id = any($1::uuid[]) and deleted_at is null order by id for no key update`,
    [[...signs.keys()]],
  );
  const records: ApiRecord[] = [];
  for (const row of rows) {
    const values = movedTimes(name, row, signs.get(row.id) as Signs, options.exact === true);
    if (Object.keys(values).length) records.push({ id: row.id, ...values });
  }
  await writeAlong(ctx, name, "update", records, { setsReadOnly: true });
}

const columns: Record<Touched, readonly string[]> = {
  customer: ["id", "last_activity_at", "last_contact_at"],
  lead: ["id", "last_activity_at", "last_contact_at", "first_response_at", "response_minutes", "created_at", "status"],
  opportunity: ["id", "last_activity_at"],
};

function movedTimes(name: Touched, row: ApiRecord, signs: Signs, exact: boolean): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  const set = (field: string, value: string | null | undefined, isBetter: (stored: number, value: number) => boolean): void => {
    const stored = momentOf(row[field]);
    const wanted = momentOf(value);
    if (exact ? stored !== wanted : wanted !== null && (stored === null || isBetter(stored, wanted))) values[field] = value ?? null;
  };
  const later = (stored: number, value: number): boolean => value > stored;
  set("last_activity_at", signs.at, later);
  if (name !== "opportunity") set("last_contact_at", signs.lastContact, later);
  const isNews = name === "opportunity" ? "last_activity_at" in values : "last_contact_at" in values;
  if (signs.next && isNews && !exact) values.next_contact_at = signs.next;
  if (name === "lead") {
    set("first_response_at", signs.firstContact, (stored, value) => value < stored);
    if ("first_response_at" in values)
      values.response_minutes = values.first_response_at ? workingMinutes(row.created_at as string, values.first_response_at as string) : null;
    if (row.status === "new" && signs.firstContact) values.status = "contacting";
  }
  return values;
}

function momentOf(value: unknown): number | null {
  return typeof value === "string" || value instanceof Date ? new Date(value).getTime() : null;
}
