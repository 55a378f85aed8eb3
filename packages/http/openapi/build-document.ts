import type { Catalog } from "@keshu/catalog";
import { actions } from "@keshu/kernel";
import type { AnyEndpoint } from "../endpoint.ts";
import { securitySchemes, sharedParameters, sharedResponses, sharedSchemas } from "./components.ts";
import { endpointOperation } from "./endpoint-paths.ts";
import { platformPaths } from "./platform-paths.ts";
import { recordParameters, recordPaths } from "./record-paths.ts";
import { type Reader, recordSchemas } from "./record-schemas.ts";

type Json = Record<string, unknown>;

/** OpenAPI 3.1 of the endpoints and of every object of the catalog that the reader may see. */
export function buildDocument(catalog: Catalog, endpoints: readonly AnyEndpoint[], reader: Reader): Json {
  const schemas: Record<string, Json> = { ...sharedSchemas };
  const paths: Record<string, Record<string, Json>> = platformPaths();
  for (const object of catalog.objects) {
    if (reader.principal && !reader.principal.may("catalog.update") && !actions.some((action) => reader.principal?.reach(object.name, action))) continue;
    Object.assign(schemas, recordSchemas(object, reader));
    Object.assign(paths, recordPaths(object, reader));
  }
  for (const endpoint of endpoints) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, "{$1}");
    paths[path] ??= {};
    paths[path][endpoint.method.toLowerCase()] = endpointOperation(endpoint, reader.locale, schemas);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Keshu 客枢",
      version: "1",
      description: reader.locale === "en" ? "Customer platform. Guide: docs/api.md." : "客户平台的公开接口。指南：docs/api.md。",
      license: { name: "AGPL-3.0-or-later", identifier: "AGPL-3.0-or-later" },
    },
    servers: [{ url: "/" }],
    security: [{ bearer: [] }, { cookie: [] }],
    tags: [...new Set(Object.values(paths).flatMap((methods) => Object.values(methods).flatMap((operation) => operation.tags as string[])))].map((name) => ({
      name,
    })),
    paths,
    components: { schemas, responses: sharedResponses, parameters: { ...sharedParameters, ...recordParameters() }, securitySchemes },
  };
}
