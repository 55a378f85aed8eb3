import type { Context } from "@keshu/kernel";
import type { ObjectRules, PendingWrite } from "@keshu/records";
import { followLines, followLinesLater } from "../deals/deal-amount.ts";
import { listContacts, syncRoles } from "../deals/deal-contacts.ts";
import { moveParts } from "../deals/deal-parts.ts";
import { followStage, needsPipeline } from "../deals/follow-stage.ts";
import { loadPipelines } from "../deals/pipelines.ts";
import { forgetStages, recordStages } from "../deals/stage-history.ts";
import { customersOfWins, markBought, unmarkBought } from "../deals/won-customers.ts";
import { storing } from "./checks.ts";

const followed = ["stage", "pipeline_id", "contact_id", "contact_ids", "owner_id", "department_id", "amount_currency"];

export const opportunityRules: ObjectRules = {
  object: "opportunity",
  async beforeWrite(ctx, rows) {
    const written = storing(rows);
    const staged = written.filter(needsPipeline);
    const pipelines = await loadPipelines(ctx, staged);
    const now = new Date();
    for (const row of staged) followStage(ctx, row, pipelines, now);
    for (const row of written) listContacts(row);
    await followLines(ctx, written);
  },
  belongings: { tasks: { field: "opportunity_id", isDefault: true, filter: { status: "open" } }, activities: { field: "opportunity_id" } },
  afterPurge: forgetStages,
  follows: (row) => row.operation !== "update" || followed.some((name) => name in row.values),
  async afterWrite(ctx, rows) {
    const left = await recordStages(ctx, rows);
    await followWins(ctx, rows, left);
    await syncRoles(ctx, rows);
    await moveParts(ctx, rows);
    await followLinesLater(ctx, rows);
  },
};

type Written = Parameters<NonNullable<ObjectRules["afterWrite"]>>[1][number];

/** A win marks its customer; taking it back, by reopening or deleting the deal, takes the mark back. */
async function followWins(ctx: Context, rows: readonly Written[], left: ReadonlyMap<string, string>): Promise<void> {
  const wins: { id: string; customerId: string }[] = [];
  for (const { id, operation, stored, values } of rows) {
    const isWon = operation === "restore" ? stored?.stage === "won" : isStored(operation) && values.stage === "won" && stored?.stage !== "won";
    const customerId = values.customer_id ?? stored?.customer_id;
    if (isWon && typeof customerId === "string") wins.push({ id, customerId });
  }
  await markBought(ctx, wins);
  const deleted = rows.filter((r) => r.operation === "delete" && r.stored?.stage === "won").map((r) => r.id);
  await unmarkBought(ctx, [...left.values(), ...(await customersOfWins(ctx, deleted))]);
}

function isStored(operation: PendingWrite["operation"]): boolean {
  return operation === "create" || operation === "update";
}
