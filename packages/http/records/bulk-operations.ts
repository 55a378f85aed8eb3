import { createError, isUuid } from "@keshu/kernel";
import {
  type BatchResult,
  checkKinds,
  isPurgeable,
  type Moved,
  maximumBatch,
  moveBelongings,
  purgeDeleted,
  restoreAll,
  tagRecords,
  takeBackRecords,
  transferRecords,
} from "@keshu/records";
import { objectOf, refuseMember } from "./body.ts";
import type { RecordOperation } from "./operation.ts";
import { presentBatch } from "./present-batch.ts";
import { onlyParameters } from "./query-parameters.ts";
import { kindsOf } from "./write-operations.ts";

const none: ReadonlySet<string> = new Set();
const maximumTags = 100;

/** Commands on many records at once: every row answers for itself, with what is needed to undo it. */
export const bulkOperations: readonly RecordOperation[] = [
  bulk("batch_restore", "/batch-restoration", { zh: "批量恢复", en: "Restore many" }, "ids", ({ ctx, object, body }) => {
    const { ids } = objectOf(body, ["ids"]);
    return restoreAll(ctx, object, idsOf(ids));
  }),
  {
    ...bulk("batch_purge", "/batch-purge", { zh: "批量彻底删除", en: "Delete many from the recycle bin for good" }, "ids", ({ ctx, object, body }) => {
      const { ids } = objectOf(body, ["ids"]);
      return purgeDeleted(ctx, object, idsOf(ids));
    }),
    appliesTo: isPurgeable,
  },
  bulk("batch_transfer", "/batch-transfer", { zh: "批量转移", en: "Transfer many" }, "batch_transfer", async ({ ctx, object, body }) => {
    const { ids, owner_id, with: kinds } = objectOf(body, ["ids", "owner_id", "with"]);
    if (!isUuid(owner_id)) refuseMember("owner_id", owner_id === undefined || owner_id === null ? "REQUIRED" : "INVALID_ID");
    const to = { owner_id, ...kindsOf(kinds) };
    checkKinds(object, to.with);
    const moved: Moved = {};
    const result = await transferRecords(ctx, object, idsOf(ids), to, async (inner, given) => {
      const { counts, byRecord } = await moveBelongings(inner, object, given, to);
      for (const [path, count] of Object.entries(counts)) moved[path] = (moved[path] ?? 0) + count;
      return byRecord;
    });
    return { ...result, moved };
  }),
  bulk("batch_take_back", "/batch-transfer-return", { zh: "批量收回刚转移的", en: "Take back many just transferred" }, "ids", ({ ctx, object, body }) => {
    const { ids } = objectOf(body, ["ids"]);
    return takeBackRecords(ctx, object, idsOf(ids));
  }),
  bulk("batch_tag", "/batch-tags", { zh: "批量加减标签", en: "Tag many" }, "batch_tags", ({ ctx, object, body }) => {
    const { ids, add, remove } = objectOf(body, ["ids", "add", "remove"]);
    const change = { add: tagsOf(add, "add"), remove: tagsOf(remove, "remove") };
    if (change.add.length + change.remove.length === 0) refuseMember("add", "REQUIRED");
    return tagRecords(ctx, object, idsOf(ids), change);
  }),
];

function bulk(
  name: string,
  suffix: string,
  summary: RecordOperation["summary"],
  takes: NonNullable<RecordOperation["takes"]>,
  run: (call: Parameters<RecordOperation["handler"]>[0]) => Promise<BatchResult & { moved?: Moved }>,
): RecordOperation {
  return {
    name,
    method: "POST",
    suffix,
    isPlural: true,
    summary,
    bodyLimit: 2 * 1024 * 1024,
    takes,
    status: 200,
    gives: "batch_result",
    handler: async (call) => {
      onlyParameters(call.query, none);
      return { status: 200, body: presentBatch(await run(call), call.ctx.locale) };
    },
  };
}

/** @throws VALIDATION_FAILED, TOO_MANY_RECORDS */
function idsOf(ids: unknown): string[] {
  if (!Array.isArray(ids)) refuseMember("ids", ids === undefined ? "REQUIRED" : "INVALID_VALUE");
  if (ids.length > maximumBatch)
    throw createError("TOO_MANY_RECORDS", {
      params: { limit: maximumBatch },
      errors: [{ path: "ids", code: "TOO_MANY_RECORDS", params: { limit: maximumBatch } }],
    });
  const wrong = ids.findIndex((id) => !isUuid(id));
  if (wrong >= 0) refuseMember(`ids.${wrong}`, "INVALID_ID");
  return ids;
}

function tagsOf(tags: unknown, path: string): string[] {
  if (tags === undefined) return [];
  if (!Array.isArray(tags)) refuseMember(path);
  if (tags.length > maximumTags) refuseMember(path, "TOO_MANY_RECORDS");
  const wrong = tags.findIndex((tag) => typeof tag !== "string" || tag.trim() === "");
  if (wrong >= 0) refuseMember(`${path}.${wrong}`, "INVALID_TEXT");
  return tags.map((tag: string) => tag.trim().replaceAll(/\s+/g, " "));
}
