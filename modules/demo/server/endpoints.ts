import { type AnyEndpoint, defineEndpoint } from "@keshu/http/endpoint";
import { audit, type Context, createError, type Database } from "@keshu/kernel";
import { addJob } from "@keshu/platform/jobs";
import { z } from "zod";
import { beginDemo } from "./begin-demo.ts";
import { lastRun, type Run, updateRun } from "./run-store.ts";

export const makeJob = "demo.make";
export const removeJob = "demo.remove";

const tag = "demo";
const access = { permission: "company.manage" } as const;

const reference = z.object({ object: z.string(), id: z.uuid(), title: z.string() });
const status = z
  .object({
    state: z.enum(["none", "making", "made", "failed", "removing", "removed"]),
    done: z.int(),
    total: z.int(),
    started_at: z.iso.datetime().nullable(),
    finished_at: z.iso.datetime().nullable(),
    failed: z.int().meta({ description: "Records that could not be written" }),
    removed: z.int(),
    kept: z
      .array(reference.extend({ because: z.array(reference), count: z.int() }))
      .meta({ description: "What stayed when the company was removed, and the records of people that hold it; at most 100" }),
    kept_count: z.int(),
    frozen_count: z.int().meta({ description: "People who stay, frozen, because something is still theirs" }),
  })
  .meta({ id: "DemoCompany" });

function present(run: Run | null): z.infer<typeof status> {
  const report = run?.report ?? {};
  return {
    state: run?.state ?? "none",
    done: run?.done ?? 0,
    total: run?.total ?? 0,
    started_at: run?.started_at ?? null,
    finished_at: run?.finished_at ?? null,
    failed: report.failed ?? 0,
    removed: report.removed ?? 0,
    kept: report.kept ?? [],
    kept_count: report.kept_count ?? 0,
    frozen_count: report.frozen?.length ?? 0,
  };
}

const get = defineEndpoint({
  method: "GET",
  path: "/api/v1/demo",
  operationId: "get_demo_company",
  summary: { zh: "演示公司的状态和进度", en: "The demo company: whether it is there, and how far its making or removal is" },
  tag,
  access,
  responses: { 200: status },
  handler: async (ctx) => ({ status: 200, body: present(await lastRun(ctx.db)) }),
});

const make = defineEndpoint({
  method: "POST",
  path: "/api/v1/demo",
  operationId: "make_demo_company",
  summary: { zh: "生成演示公司", en: "Make the demo company" },
  tag,
  access,
  isIdempotent: false, // the answer holds a password, which is kept nowhere
  body: z
    .strictObject({
      seed: z.string().min(1).max(50).optional(),
      scale: z.number().min(0.01).max(2).optional().meta({ description: "1: 2,000 customers" }),
    })
    .optional(),
  responses: {
    202: z.object({
      id: z.uuid(),
      password: z.string().meta({ description: "One for all people of the company, shown once" }),
      people: z.array(z.object({ id: z.uuid(), name: z.string(), email: z.string(), title: z.string(), department: z.string() })),
    }),
  },
  handler: async (ctx, { body }) => {
    requireAdministrator(ctx);
    const begun = await ctx.db.transaction(async (tx) => {
      const demo = await beginDemo(tx, { me: ctx.principal.userId, seed: body?.seed, scale: body?.scale });
      await audit({ ...ctx, db: tx }, { kind: "demo.made", recordId: demo.id });
      await addJob(tx, makeJob, { id: demo.id }, { jobKey: `demo:${demo.id}` });
      return demo;
    });
    return { status: 202, body: begun, headers: { location: "/api/v1/demo", "cache-control": "no-store" } };
  },
});

const remove = defineEndpoint({
  method: "DELETE",
  path: "/api/v1/demo",
  operationId: "remove_demo_company",
  summary: { zh: "移除演示公司", en: "Remove the demo company" },
  tag,
  access,
  responses: { 202: status },
  handler: async (ctx) => {
    const run = await ctx.db.transaction(async (tx) => {
      const current = await lastRun(tx);
      await startRemoval(tx, current);
      await audit({ ...ctx, db: tx }, { kind: "demo.removed", recordId: current?.id ?? "" });
      return lastRun(tx);
    });
    return { status: 202, body: present(run), headers: { location: "/api/v1/demo" } };
  },
});

/** @throws NO_DEMO when there is nothing to remove, NOT_READY while it is being made */
async function startRemoval(tx: Database, run: Run | null): Promise<void> {
  if (!run || (run.state === "removed" && !run.report?.kept_count)) throw createError("NO_DEMO");
  if (run.state === "making") throw createError("NOT_READY");
  await updateRun(tx, run.id, { state: "removing", done: 0, total: 0 });
  await addJob(tx, removeJob, { id: run.id }, { jobKey: `demo:${run.id}` });
}

/** Its director reads and changes every record, real ones too: whoever gets that password could. The company belongs to somebody: a key is nobody. */
function requireAdministrator({ principal }: Context): void {
  if (principal.kind !== "user" || !principal.isAdministrator) throw createError("FORBIDDEN");
}

export const demoEndpoints: AnyEndpoint[] = [get, make, remove];
