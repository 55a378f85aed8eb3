import { bodyOf, recordApi } from "../api/client.ts";
import { records } from "../api/records.ts";
import type { Transport } from "./deliver.ts";

/** Longer than this is no answer: the write waits in the outbox, and its key keeps it from happening twice. */
const patience = 20_000;

export const transport: Transport = {
  get: (path, id) => records.get(path, id),
  create: (path, values, key) =>
    bodyOf(
      recordApi.POST("/api/v1/{path}", {
        params: { path: { path }, header: { "Idempotency-Key": key } },
        body: values,
        signal: AbortSignal.timeout(patience),
      }),
    ),
  update: (path, id, values, version, key) =>
    bodyOf(
      recordApi.PATCH("/api/v1/{path}/{id}", {
        params: { path: { path, id }, header: { "If-Match": String(version), "Idempotency-Key": key } },
        body: values,
        signal: AbortSignal.timeout(patience),
      }),
    ),
};
