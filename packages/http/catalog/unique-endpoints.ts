import { audit } from "@keshu/kernel";
import { addUnique, removeUnique } from "@keshu/records";
import { z } from "zod";
import { type AnyEndpoint, defineEndpoint } from "../endpoint.ts";
import { catalogObjectSchema } from "./answer-schemas.ts";
import { newCombination } from "./definition-schemas.ts";
import { knownObject, nameParam } from "./known-object.ts";
import { presentObject } from "./present-object.ts";

const update = { permission: "catalog.update" } as const;

/** Combinations of fields that are unique, one by one: two administrators at once do not undo each other's. */
export const uniqueEndpoints: AnyEndpoint[] = [
  defineEndpoint({
    method: "POST",
    path: "/api/v1/catalog/objects/:name/unique_together",
    operationId: "create_catalog_combination",
    summary: { zh: "添加组合唯一", en: "Make a combination of fields unique" },
    tag: "catalog",
    access: update,
    isTransactional: false,
    params: nameParam,
    body: newCombination,
    responses: { 201: catalogObjectSchema },
    handler: async (ctx, { params, body }) => {
      const object = await addUnique(ctx, await knownObject(ctx, params.name), body.fields);
      await audit(ctx, { kind: "catalog.combination_created", object: object.name, details: { fields: body.fields } });
      return { status: 201, body: presentObject(object, ctx.principal), headers: { location: `/api/v1/catalog/objects/${object.name}` } };
    },
  }),
  defineEndpoint({
    method: "DELETE",
    path: "/api/v1/catalog/objects/:name/unique_together/:fields",
    operationId: "remove_catalog_combination",
    summary: { zh: "移除组合唯一", en: "Let a combination of fields repeat again" },
    tag: "catalog",
    access: update,
    isTransactional: false,
    params: nameParam.extend({ fields: z.string().max(400).describe("The combination's fields, separated by commas.") }),
    responses: { 204: null },
    handler: async (ctx, { params }) => {
      const fields = params.fields.split(",");
      await removeUnique(ctx, await knownObject(ctx, params.name), fields);
      await audit(ctx, { kind: "catalog.combination_removed", object: params.name, details: { fields } });
      return { status: 204 };
    },
  }),
];
