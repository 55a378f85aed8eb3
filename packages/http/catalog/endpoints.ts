import type { ObjectType } from "@keshu/catalog";
import { audit, createError } from "@keshu/kernel";
import { addField, addObject, currentCatalog, refreshCatalog, removeField, removeObject, updateField, updateObject } from "@keshu/records";
import { z } from "zod";
import { type AnyEndpoint, defineEndpoint } from "../endpoint.ts";
import { catalogFieldSchema, catalogObjectSchema } from "./answer-schemas.ts";
import { fieldPatch, newField, newObject, objectPatch, toDefinition } from "./definition-schemas.ts";
import { knownObject, nameParam } from "./known-object.ts";
import { presentField, presentObject } from "./present-object.ts";
import { uniqueEndpoints } from "./unique-endpoints.ts";

const update = { permission: "catalog.update" } as const;
const fieldParam = z.strictObject({ name: z.string().max(63), field: z.string().max(63) });

/** Read and change objects and fields. `all` are the app's other endpoints: their paths cannot become an object's. */
export function catalogEndpoints(all: readonly AnyEndpoint[]): AnyEndpoint[] {
  return [
    defineEndpoint({
      method: "GET",
      path: "/api/v1/catalog/objects",
      operationId: "list_catalog_objects",
      summary: { zh: "对象列表", en: "List objects with their fields" },
      tag: "catalog",
      access: "signed_in",
      responses: { 200: z.object({ data: z.array(catalogObjectSchema) }) },
      handler: async (ctx) => {
        await refreshCatalog(ctx.db);
        return { status: 200, body: { data: currentCatalog().objects.flatMap((object) => presentObject(object, ctx.principal) ?? []) } };
      },
    }),
    defineEndpoint({
      method: "GET",
      path: "/api/v1/catalog/objects/:name",
      operationId: "read_catalog_object",
      summary: { zh: "查看对象", en: "Read an object with its fields" },
      tag: "catalog",
      access: "signed_in",
      params: nameParam,
      responses: { 200: catalogObjectSchema },
      handler: async (ctx, { params }) => {
        const object = presentObject(currentCatalog().byName.get(await knownObject(ctx, params.name)) as ObjectType, ctx.principal);
        if (!object) throw createError("UNKNOWN_OBJECT");
        return { status: 200, body: object };
      },
    }),
    defineEndpoint({
      method: "POST",
      path: "/api/v1/catalog/objects",
      operationId: "create_catalog_object",
      summary: { zh: "新建对象", en: "Make a custom object" },
      tag: "catalog",
      access: update,
      isTransactional: false,
      body: newObject,
      responses: { 201: catalogObjectSchema },
      handler: async (ctx, { body }) => {
        const path = body.plural ?? `${body.name}s`;
        if (!currentCatalog().byName.has(body.name) && isTaken(path, all))
          throw createError("NAME_TAKEN", { params: { value: path }, errors: [{ path: "plural", code: "NAME_TAKEN", params: { value: path } }] });
        const object = await addObject(ctx, {
          name: body.name,
          plural: path,
          label: body.label,
          titleField: body.title_field,
          icon: body.icon,
          fields: body.fields.map(toDefinition),
          uniqueTogether: body.unique_together,
        });
        await audit(ctx, { kind: "catalog.object_created", object: object.name });
        return { status: 201, body: presentObject(object, ctx.principal), headers: { location: `/api/v1/catalog/objects/${object.name}` } };
      },
    }),
    defineEndpoint({
      method: "PATCH",
      path: "/api/v1/catalog/objects/:name",
      operationId: "update_catalog_object",
      summary: { zh: "修改对象的名称、图标和组合唯一", en: "Change how an object is called and drawn, and what is unique together" },
      tag: "catalog",
      access: update,
      isTransactional: false,
      params: nameParam,
      body: objectPatch,
      responses: { 200: catalogObjectSchema },
      handler: async (ctx, { params, body }) => {
        const object = await updateObject(ctx, await knownObject(ctx, params.name), {
          label: body.label,
          pluralLabel: body.plural_label,
          icon: body.icon,
          uniqueTogether: body.unique_together,
        });
        await audit(ctx, { kind: "catalog.object_updated", object: object.name, details: { changed: Object.keys(body) } });
        return { status: 200, body: presentObject(object, ctx.principal) };
      },
    }),
    defineEndpoint({
      method: "DELETE",
      path: "/api/v1/catalog/objects/:name",
      operationId: "remove_catalog_object",
      summary: { zh: "移除自定义对象", en: "Remove a custom object" },
      tag: "catalog",
      access: update,
      isTransactional: false,
      params: nameParam,
      responses: { 204: null },
      handler: async (ctx, { params }) => {
        await removeObject(ctx, await knownObject(ctx, params.name));
        await audit(ctx, { kind: "catalog.object_removed", object: params.name });
        return { status: 204 };
      },
    }),
    ...uniqueEndpoints,
    defineEndpoint({
      method: "POST",
      path: "/api/v1/catalog/objects/:name/fields",
      operationId: "create_catalog_field",
      summary: { zh: "新建字段", en: "Add a field to an object" },
      tag: "catalog",
      access: update,
      isTransactional: false,
      params: nameParam,
      body: newField,
      responses: { 201: catalogFieldSchema },
      handler: async (ctx, { params, body }) => {
        const field = await addField(ctx, await knownObject(ctx, params.name), toDefinition(body));
        await audit(ctx, { kind: "catalog.field_created", object: params.name, details: { field: field.name } });
        return { status: 201, body: presentField(field, ctx.principal.fieldAccess(params.name, field.name)) };
      },
    }),
    defineEndpoint({
      method: "PATCH",
      path: "/api/v1/catalog/objects/:name/fields/:field",
      operationId: "update_catalog_field",
      summary: { zh: "修改字段", en: "Change a field's words, options and checks" },
      tag: "catalog",
      access: update,
      isTransactional: false,
      params: fieldParam,
      body: fieldPatch,
      responses: { 200: catalogFieldSchema },
      handler: async (ctx, { params, body }) => {
        const field = await updateField(ctx, await knownObject(ctx, params.name), params.field, toDefinition(body));
        await audit(ctx, { kind: "catalog.field_updated", object: params.name, details: { field: field.name, changed: Object.keys(body) } });
        return { status: 200, body: presentField(field, ctx.principal.fieldAccess(params.name, field.name)) };
      },
    }),
    defineEndpoint({
      method: "DELETE",
      path: "/api/v1/catalog/objects/:name/fields/:field",
      operationId: "remove_catalog_field",
      summary: { zh: "移除自定义字段", en: "Remove a custom field" },
      tag: "catalog",
      access: update,
      isTransactional: false,
      params: fieldParam,
      responses: { 204: null },
      handler: async (ctx, { params }) => {
        await removeField(ctx, await knownObject(ctx, params.name), params.field);
        await audit(ctx, { kind: "catalog.field_removed", object: params.name, details: { field: params.field } });
        return { status: 204 };
      },
    }),
  ];
}

/** Whether a path is an endpoint's own: a custom object must not shadow or be shadowed. */
function isTaken(path: string, endpoints: readonly AnyEndpoint[]): boolean {
  return (
    endpoints.some((endpoint) => endpoint.path === `/api/v1/${path}` || endpoint.path.startsWith(`/api/v1/${path}/`)) ||
    ["live", "changes", "catalog", "search"].includes(path)
  );
}
