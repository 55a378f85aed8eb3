import { type AnyEndpoint, defineEndpoint } from "@keshu/http/endpoint";
import { versionOf } from "@keshu/http/records/if-match";
import { z } from "zod";
import { cancelOccurrence } from "./cancel-occurrence.ts";
import { changeOccurrence } from "./change-occurrence.ts";
import { restoreOccurrence } from "./restore-occurrence.ts";

const path = "/api/v1/events/:id/occurrences/:on" as const;
const params = z.object({ id: z.string(), on: z.string().max(10) });
const scope = z.enum(["one", "following", "all"]);
const query = z.strictObject({ scope: scope.default("one").describe("This occurrence, it and all that follow, or the whole series") });
const undo = z.strictObject({
  scope,
  recurrence: z.string().max(400).optional(),
  made_id: z.uuid().optional(),
  deleted_ids: z.array(z.uuid()).max(1000).optional(),
});

const patchOccurrence = defineEndpoint({
  method: "PATCH",
  path,
  operationId: "changeOccurrence",
  summary: { zh: "修改重复日程的某一次、此后各次或全部", en: "Change one occurrence of a recurring event, all that follow, or all" },
  tag: "calendar",
  access: "signed_in",
  params,
  query,
  body: z.record(z.string(), z.unknown()).describe("Fields of the event; times are those of this occurrence"),
  responses: { 200: z.object({ event: z.record(z.string(), z.unknown()), undo: undo.nullable() }) },
  handler: async (ctx, { params, query, body, request }) => {
    const asSeen = { ifMatch: versionOf(request.headers["if-match"]) };
    return { status: 200, body: await changeOccurrence(ctx, params.id, params.on, query.scope, body, asSeen) };
  },
});

const deleteOccurrence = defineEndpoint({
  method: "DELETE",
  path,
  operationId: "cancelOccurrence",
  summary: { zh: "取消重复日程的某一次、此后各次或全部", en: "Cancel one occurrence of a recurring event, all that follow, or all" },
  tag: "calendar",
  access: "signed_in",
  params,
  query,
  responses: { 200: z.object({ undo }) },
  handler: async (ctx, { params, query }) => ({ status: 200, body: { undo: await cancelOccurrence(ctx, params.id, params.on, query.scope) } }),
});

const restoration = defineEndpoint({
  method: "POST",
  path: `${path}/restoration`,
  operationId: "restoreOccurrence",
  summary: { zh: "撤销对某一次日程的修改或取消", en: "Undo a change or a cancellation of an occurrence" },
  tag: "calendar",
  access: "signed_in",
  params,
  body: undo.describe("The `undo` of the answer that is to be undone"),
  responses: { 204: null },
  handler: async (ctx, { params, body }) => {
    await restoreOccurrence(ctx, params.id, params.on, body);
    return { status: 204 };
  },
});

export const occurrenceEndpoints: AnyEndpoint[] = [patchOccurrence, deleteOccurrence, restoration];
