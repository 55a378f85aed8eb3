import type { Context } from "@keshu/kernel";
import { currentCatalog } from "@keshu/records";
import { type GivenView, makeView, noteRecents } from "@keshu/workspace";
import { companyOf } from "../company/company.ts";
import type { Step } from "../company/plan.ts";
import { addToJournal, type Run } from "./run-store.ts";

/** The journal names views like records, under a name no object can have. */
export const viewsInJournal = "$view";

type Shared = Omit<GivenView, "ownerId">;

const views: readonly Shared[] = [
  { object: "customer", name: "重点客户", filter: { level: "A" }, sort: "-last_activity_at" },
  { object: "customer", name: "公海客户", filter: { pool_status: "pool" }, sort: "-created_at" },
  {
    object: "customer",
    name: "三十天没联系",
    filter: { deal_status: "已成交", last_activity_at: { lt: { relative: "days", offset: -30 } } },
    sort: "last_activity_at",
  },
  { object: "lead", name: "本周新线索", filter: { created_at: { eq: { relative: "this_week" } } }, sort: "-created_at" },
  { object: "lead", name: "还没响应", filter: { status: "new" }, sort: "created_at" },
  {
    object: "opportunity",
    name: "本月预计成交",
    filter: { expected_close_date: { eq: { relative: "this_month" } }, stage: { nin: ["won", "lost", "void"] } },
    sort: "expected_close_date",
  },
  { object: "opportunity", name: "停滞的商机", filter: { is_stalled: true }, sort: "last_activity_at" },
  { object: "opportunity", name: "百万大单", filter: { amount: { gte: "1000000" } }, sort: "-amount" },
];

/** Shared views, and a few records the maker seems to have opened lately. */
export async function furnish(ctx: Context, run: Run, steps: readonly Step[]): Promise<void> {
  const company = companyOf({ seed: run.seed, run: run.id, now: Date.parse(run.started_at), me: run.made_by, scale: run.scale });
  const made: string[] = [];
  for (const view of views) {
    const fields = currentCatalog().byName.get(view.object)?.fields;
    const isKnown = fields && [...Object.keys(view.filter ?? {}), ...(view.sort ? [view.sort.replace("-", "")] : [])].every((name) => fields.has(name));
    if (isKnown) made.push(await makeView(ctx, { ...view, ownerId: company.user("gu"), sharing: "everyone" }));
  }
  await addToJournal(ctx.db, run.id, viewsInJournal, made);
  const mine = (object: string): string[] =>
    steps
      .filter((s) => s.object === object && s.operation === "create")
      .flatMap((s) => s.records)
      .filter((r) => r.owner_id === run.made_by)
      .slice(-3)
      .map((r) => String(r.id));
  const opened = [mine("opportunity"), mine("customer"), mine("lead")];
  const recents = [0, 1, 2].flatMap((i) => ["opportunity", "customer", "lead"].flatMap((object, n) => (opened[n]?.[i] ? [{ object, id: opened[n][i] }] : [])));
  await noteRecents(ctx.db, run.made_by, recents);
}
