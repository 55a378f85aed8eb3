import { z } from "zod";
import { type AnyEndpoint, defineEndpoint } from "../endpoint.ts";

/** How long what was deleted can be brought back. */
export function recycleBinEndpoint(days: number): AnyEndpoint {
  return defineEndpoint({
    method: "GET",
    path: "/api/v1/recycle-bin",
    operationId: "get_recycle_bin",
    summary: { zh: "回收站保留多久", en: "How long the recycle bin keeps what is in it" },
    tag: "records",
    access: "signed_in",
    responses: { 200: z.object({ days: z.int().describe("Days after which a deleted record is gone for good; 0: never.") }) },
    handler: async () => ({ status: 200, body: { days } }),
  });
}
