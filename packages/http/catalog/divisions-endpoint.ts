import { divisions } from "@keshu/catalog/field-types/address/divisions";
import { z } from "zod";
import { type AnyEndpoint, defineEndpoint } from "../endpoint.ts";

let names: Record<string, string> | undefined;

/** Provinces, cities and areas of China by their GB/T 2260 codes of 2, 4 and 6 digits: what an address is chosen from. */
export const divisionsEndpoint: AnyEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/v1/divisions",
  operationId: "list_divisions",
  summary: { zh: "省、市、区县", en: "Administrative divisions of China" },
  tag: "catalog",
  access: "signed_in",
  responses: { 200: z.object({ names: z.record(z.string(), z.string()) }) },
  handler: async () => {
    names ??= Object.fromEntries([...divisions().byCode.values()].map(({ code, name }) => [code, name]));
    return { status: 200, headers: { "cache-control": "private, max-age=86400" }, body: { names } };
  },
});
