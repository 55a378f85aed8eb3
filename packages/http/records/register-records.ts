import type { ObjectType } from "@keshu/catalog";
import { ApplicationError, createError, type Database } from "@keshu/kernel";
import { currentCatalog, refreshCatalog } from "@keshu/records";
import type { FastifyInstance } from "fastify";
import type { AppOptions } from "../app-options.ts";
import { contextOf } from "../authentication.ts";
import { idempotencyKeyOf, runOnce } from "../idempotency.ts";
import { sendAnswer } from "../send.ts";
import { bulkOperations } from "./bulk-operations.ts";
import type { RecordCall, RecordOperation } from "./operation.ts";
import { readOperations } from "./read-operations.ts";
import { writeOperations } from "./write-operations.ts";

export const recordOperations: readonly RecordOperation[] = [...readOperations, ...writeOperations, ...bulkOperations];

/** Routes of all record operations; objects are found by path at each call, so new ones need no restart. */
export function registerRecords(app: FastifyInstance, { db, principalOf = async () => null }: AppOptions): void {
  for (const operation of recordOperations) {
    const isWrite = operation.method !== "GET";
    app.route<{ Params: { path: string; id?: string }; Querystring: Record<string, unknown> }>({
      method: operation.method,
      url: `/api/v1/:path${operation.suffix}`,
      config: { access: "signed_in" },
      ...(operation.bodyLimit ? { bodyLimit: operation.bodyLimit } : {}),
      handler: async (request, reply) => {
        const ctx = contextOf(request, db);
        const object = currentCatalog().byPath.get(request.params.path) ?? (await findAfterReload(db, request.params.path));
        const call: RecordCall = {
          ctx,
          object,
          id: request.params.id ?? "",
          query: request.query,
          body: request.body,
          request,
          principalOf: (userId) => principalOf(ctx, userId),
        };
        const key = isWrite ? idempotencyKeyOf(request) : null;
        const run = (one: RecordCall) =>
          key === null ? operation.handler(one) : runOnce(ctx, key, request, (inner) => operation.handler({ ...one, ctx: inner }));
        if (operation.takes === "batch" && hasUnknownField(object, request.body)) call.object = await findAfterReload(db, object.path);
        const answer = await run(call).catch((error: unknown) => runAgain(error, call, db, run));
        return sendAnswer(request, reply, answer);
      },
    });
  }
}

async function findAfterReload(db: Database, path: string): Promise<ObjectType> {
  await refreshCatalog(db);
  const object = currentCatalog().byPath.get(path);
  if (!object) throw createError("NO_SUCH_ADDRESS");
  return object;
}

const catalogCodes = new Set(["UNKNOWN_FIELD", "UNKNOWN_OPTION", "INVALID_SORT", "INVALID_FILTER", "UNKNOWN_OPERATOR"]);

/** A field or option unknown here may have been added on another node: reload the catalog before refusing it. */
async function runAgain<Result>(error: unknown, call: RecordCall, db: Database, run: (call: RecordCall) => Promise<Result>): Promise<Result> {
  if (!(error instanceof ApplicationError) || !(catalogCodes.has(error.code) || error.errors.some((e) => catalogCodes.has(e.code)))) throw error;
  if (!(await refreshCatalog(db))) throw error;
  const object = currentCatalog().byPath.get(call.object.path);
  if (!object) throw createError("NO_SUCH_ADDRESS");
  return run({ ...call, object });
}

/** Rows of a batch are refused one by one, so the reload comes before it. */
function hasUnknownField(object: ObjectType, body: unknown): boolean {
  const records = (body as { records?: unknown } | null | undefined)?.records;
  if (!Array.isArray(records)) return false;
  for (const record of records) {
    if (record === null || typeof record !== "object") continue;
    for (const name in record) if (!object.fields.has(name)) return true;
  }
  return false;
}
