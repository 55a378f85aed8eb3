import { createError, isUuid } from "@keshu/kernel";
import {
  type BatchInput,
  createRecord,
  deleteRecord,
  restoreRecord,
  setTeam,
  transferRecord,
  transitionRecord,
  updateRecord,
  writeBatch,
} from "@keshu/records";
import { objectBody, objectOf, refuseMember } from "./body.ts";
import { etagOf, versionOf } from "./if-match.ts";
import type { RecordCall, RecordOperation } from "./operation.ts";
import { presentBatch } from "./present-batch.ts";
import { onlyParameters } from "./query-parameters.ts";
import { isShareable, membersOf } from "./read-operations.ts";

const none: ReadonlySet<string> = new Set();
const batchLimit = 10_000;

/** A write takes no query parameters. */
function writing(handler: RecordOperation["handler"]): RecordOperation["handler"] {
  return (call: RecordCall) => {
    onlyParameters(call.query, none);
    return handler(call);
  };
}

export const writeOperations: readonly RecordOperation[] = [
  {
    name: "create",
    method: "POST",
    suffix: "",
    summary: { zh: "新建", en: "Create" },
    takes: "input",
    status: 201,
    gives: "record",
    handler: writing(async ({ ctx, object, body }) => {
      const record = await createRecord(ctx, object, objectBody(body));
      return { status: 201, body: record, headers: { ...etagOf(record), location: `/api/v1/${object.path}/${record.id}` } };
    }),
  },
  {
    name: "update",
    method: "PATCH",
    suffix: "/:id",
    summary: { zh: "修改", en: "Update" },
    takes: "patch",
    status: 200,
    gives: "record",
    handler: writing(async ({ ctx, object, id, body, request }) => {
      const ifMatch = versionOf(request.headers["if-match"]);
      const record = await updateRecord(ctx, object, id, objectBody(body), ifMatch === undefined ? {} : { ifMatch });
      return { status: 200, body: record, headers: etagOf(record) };
    }),
  },
  {
    name: "delete",
    method: "DELETE",
    suffix: "/:id",
    summary: { zh: "删除到回收站", en: "Move to the recycle bin" },
    status: 204,
    gives: "none",
    handler: writing(async ({ ctx, object, id }) => {
      await deleteRecord(ctx, object, id);
      return { status: 204 };
    }),
  },
  {
    name: "restore",
    method: "POST",
    suffix: "/:id/restoration",
    summary: { zh: "从回收站恢复", en: "Restore" },
    status: 200,
    gives: "record",
    handler: writing(async ({ ctx, object, id }) => {
      const record = await restoreRecord(ctx, object, id);
      return { status: 200, body: record, headers: etagOf(record) };
    }),
  },
  {
    name: "batch_write",
    method: "POST",
    suffix: "/batch",
    isPlural: true,
    summary: { zh: "批量写入", en: "Write many" },
    bodyLimit: 32 * 1024 * 1024,
    takes: "batch",
    status: 200,
    gives: "batch_result",
    handler: writing(async ({ ctx, object, body }) => ({ status: 200, body: presentBatch(await writeBatch(ctx, object, batchOf(body)), ctx.locale) })),
  },
  {
    name: "transition",
    method: "POST",
    suffix: "/:id/transitions",
    summary: { zh: "变更状态", en: "Change the state of" },
    appliesTo: (object) => object.states !== undefined,
    takes: "transition",
    status: 200,
    gives: "record",
    handler: writing(async ({ ctx, object, id, body }) => {
      if (!object.states) throw createError("NOT_FOUND");
      const { to, values } = objectOf(body, ["to", "values"]);
      if (typeof to !== "string") refuseMember("to", to === undefined || to === null ? "REQUIRED" : "INVALID_TEXT");
      const record = await transitionRecord(ctx, object, id, to, values === undefined ? undefined : objectBody(values));
      return { status: 200, body: record, headers: etagOf(record) };
    }),
  },
  {
    name: "transfer",
    method: "POST",
    suffix: "/:id/transfer",
    summary: { zh: "转移负责人", en: "Transfer" },
    // a part goes where its whole goes
    appliesTo: (object) => !object.partOf,
    takes: "transfer",
    status: 200,
    gives: "transferred",
    handler: writing(async ({ ctx, object, id, body }) => {
      const { owner_id, with: kinds } = objectOf(body, ["owner_id", "with"]);
      if (!isUuid(owner_id)) refuseMember("owner_id", owner_id === undefined || owner_id === null ? "REQUIRED" : "INVALID_ID");
      const { record, moved } = await transferRecord(ctx, object, id, { owner_id, ...kindsOf(kinds) });
      return { status: 200, body: { ...record, moved }, headers: etagOf(record) };
    }),
  },
  {
    name: "set_team_of",
    appliesTo: isShareable,
    method: "PUT",
    suffix: "/:id/team",
    summary: { zh: "设置团队成员", en: "Set the team of" },
    takes: "team_input",
    status: 200,
    gives: "team",
    handler: writing(async ({ ctx, object, id, body }) => {
      const { members } = objectOf(body, ["members"]);
      return { status: 200, body: membersOf(await setTeam(ctx, object, id, teamOf(members))) };
    }),
  },
];

/** Names of what goes along. */
export function kindsOf(kinds: unknown): { with?: string[] } {
  if (kinds === undefined) return {};
  if (!Array.isArray(kinds) || kinds.length > 50) refuseMember("with");
  const wrong = kinds.findIndex((kind) => typeof kind !== "string");
  if (wrong >= 0) refuseMember(`with.${wrong}`, "INVALID_TEXT");
  return { with: kinds };
}

/** @throws INVALID_REQUEST, VALIDATION_FAILED, TOO_MANY_RECORDS */
function batchOf(body: unknown): BatchInput {
  const { operation, key, records, on_match } = objectOf(body, ["operation", "key", "records", "on_match"]);
  if (operation !== "create" && operation !== "update" && operation !== "upsert" && operation !== "delete")
    refuseMember("operation", operation === undefined ? "REQUIRED" : "INVALID_VALUE");
  if (!Array.isArray(records)) refuseMember("records", records === undefined ? "REQUIRED" : "INVALID_VALUE");
  if (records.length > batchLimit)
    throw createError("TOO_MANY_RECORDS", {
      params: { limit: batchLimit },
      errors: [{ path: "records", code: "TOO_MANY_RECORDS", params: { limit: batchLimit } }],
    });
  if (key !== undefined && !(Array.isArray(key) && key.length > 0 && key.every((name) => typeof name === "string"))) refuseMember("key");
  if (on_match !== undefined && on_match !== "update" && on_match !== "skip") refuseMember("on_match");
  return {
    operation,
    records,
    ...(key === undefined ? {} : { key: key as string[] }),
    ...(on_match === undefined ? {} : { onMatch: on_match as "update" | "skip" }),
  };
}

export interface TeamMemberInput {
  user_id: string;
  access: "read" | "write";
  until?: string | null;
}

function teamOf(members: unknown): TeamMemberInput[] {
  if (!Array.isArray(members)) refuseMember("members", members === undefined ? "REQUIRED" : "INVALID_VALUE");
  if (members.length > 200)
    throw createError("TOO_MANY_RECORDS", { params: { limit: 200 }, errors: [{ path: "members", code: "TOO_MANY_RECORDS", params: { limit: 200 } }] });
  return members.map((member, index) => {
    const path = `members.${index}.`;
    const { user_id, access, until } = objectOf(member, ["user_id", "access", "until"], path);
    if (!isUuid(user_id)) refuseMember(`${path}user_id`, user_id === undefined ? "REQUIRED" : "INVALID_ID");
    if (access !== "read" && access !== "write") refuseMember(`${path}access`, access === undefined ? "REQUIRED" : "INVALID_VALUE");
    if (until !== undefined && until !== null && !(typeof until === "string" && !Number.isNaN(Date.parse(until))))
      refuseMember(`${path}until`, "INVALID_DATETIME");
    return { user_id, access, ...(typeof until === "string" ? { until: new Date(until).toISOString() } : {}) };
  });
}
