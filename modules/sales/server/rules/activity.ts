import type { ApiRecord, ObjectRules } from "@keshu/records";
import { recount } from "../signs/recount.ts";
import { type Signs, type Touched, touch } from "../signs/touch.ts";
import { storing } from "./checks.ts";
import { fillCustomers } from "./fill-customers.ts";

const touched: readonly Touched[] = ["customer", "lead", "opportunity"];
const telling = ["type", "happened_at", ...touched.map((name) => `${name}_id`)];

export const activityRules: ObjectRules = {
  object: "activity",
  async beforeWrite(ctx, rows) {
    await fillCustomers(ctx, storing(rows));
  },
  follows: (row) => row.operation !== "update" || telling.some((name) => name in row.values),
  /** What happened moves the times of the customer, lead and deal; a note among colleagues is no contact. */
  async afterWrite(ctx, rows) {
    const created = rows.filter((r) => r.operation === "create");
    const others = rows.filter((r) => r.operation !== "create");
    for (const name of touched) {
      await touch(ctx, name, signsBy(created, `${name}_id`));
      await recount(ctx, name, idsOf(others, `${name}_id`));
    }
  },
};

/** A finished task is a sign of life, too. */
export const taskSigns: ObjectRules = {
  object: "task",
  async beforeWrite(ctx, rows) {
    await fillCustomers(ctx, storing(rows));
  },
  follows: (row) => (row.operation === "create" ? row.values.status === "done" : row.stored?.status === "done" || row.values.status === "done"),
  async afterWrite(ctx, rows) {
    const done = rows.filter((r) => (r.operation === "create" || r.operation === "update") && r.values.status === "done");
    const others = rows.filter((r) => !done.includes(r) && r.operation !== "create");
    for (const name of touched) {
      const link = `${name}_id`;
      const signs = new Map<string, Signs>();
      for (const { values, stored } of done) {
        const id = values[link] ?? stored?.[link];
        if (typeof id === "string" && typeof values.completed_at === "string") signs.set(id, { at: values.completed_at });
      }
      await touch(ctx, name, signs);
      await recount(ctx, name, idsOf(others, link));
    }
  },
};

function signsBy(rows: readonly { values: Record<string, unknown> }[], field: string): Map<string, Signs> {
  const found = new Map<string, Signs>();
  for (const { values } of rows) {
    const id = values[field];
    const at = values.happened_at;
    if (typeof id !== "string" || typeof at !== "string") continue;
    const known = found.get(id) ?? {};
    const isContact = values.type !== "note";
    const isLatest = at >= (known.at ?? "");
    found.set(id, {
      at: isLatest ? at : known.at,
      next: isLatest ? ((values.next_contact_at as string | null | undefined) ?? null) : known.next,
      firstContact: isContact && at < (known.firstContact ?? "~") ? at : known.firstContact,
      lastContact: isContact && at >= (known.lastContact ?? "") ? at : known.lastContact,
    } as Signs);
  }
  return found;
}

function idsOf(rows: readonly { stored: ApiRecord | null; values: Record<string, unknown> }[], field: string): string[] {
  return rows.flatMap((r) => [r.stored?.[field], r.values[field]]).filter((id): id is string => typeof id === "string");
}
