import { inLocale, type Locale } from "@keshu/kernel";
import { z } from "zod";
import type { AnyEndpoint } from "../endpoint.ts";
import { problemResponses } from "./components.ts";
import { schemaOf } from "./schema-of.ts";

type Json = Record<string, unknown>;

/** One declared endpoint as an OpenAPI operation; its named schemas go into `components`. */
export function endpointOperation(endpoint: AnyEndpoint, locale: Locale, components: Record<string, Json>): Json {
  const isWrite = endpoint.method !== "GET";
  const parameters = [...parametersIn("path", endpoint, components), ...parametersIn("query", endpoint, components)];
  if (isWrite && endpoint.isIdempotent !== false && endpoint.access !== "public") parameters.push({ $ref: "#/components/parameters/IdempotencyKey" });
  return {
    operationId: endpoint.operationId,
    summary: inLocale(endpoint.summary, locale),
    tags: [endpoint.tag],
    ...(endpoint.access === "public" ? { security: [] } : {}),
    ...(parameters.length ? { parameters } : {}),
    ...bodyOf(endpoint, components),
    responses: {
      ...Object.fromEntries(Object.entries(endpoint.responses).map(([status, response]) => [status, answerOf(response, components)])),
      ...problemResponses,
    },
    "x-keshu": { access: endpoint.access },
  };
}

function bodyOf(endpoint: AnyEndpoint, components: Record<string, Json>): Json {
  if (!endpoint.body && !endpoint.consumes) return {};
  const schema = endpoint.body ? schemaOf(endpoint.body, "input", components) : multipartBody;
  const isOptional = endpoint.body?.safeParse(undefined).success ?? false;
  return { requestBody: { required: !isOptional, content: { [endpoint.consumes ?? "application/json"]: { schema } } } };
}

/** What uploads have in common; further form fields are described by the endpoint's summary and docs/api.md. */
const multipartBody = {
  type: "object",
  properties: { file: { type: "string", format: "binary" } },
  required: ["file"],
  additionalProperties: { type: "string" },
};

function answerOf(response: AnyEndpoint["responses"][number], components: Record<string, Json>): Json {
  if (response === null) return { description: "Done." };
  if (typeof response === "string") return { description: "OK", content: { [response]: { schema: { type: "string", format: "binary" } } } };
  return { description: "OK", content: { "application/json": { schema: schemaOf(response, "output", components) } } };
}

function parametersIn(place: "path" | "query", endpoint: AnyEndpoint, components: Record<string, Json>): Json[] {
  const schema = place === "path" ? endpoint.params : endpoint.query;
  const names = [...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1] as string);
  const json = schema instanceof z.ZodType ? schemaOf(schema, "input", components) : {};
  const properties = (json.properties ?? {}) as Record<string, Json>;
  const required = (json.required ?? []) as string[];
  if (place === "path") return names.map((name) => ({ name, in: "path", required: true, schema: properties[name] ?? { type: "string", maxLength: 200 } }));
  return Object.entries(properties).map(([name, { description, ...property }]) => ({
    name,
    in: "query",
    required: required.includes(name),
    ...(description ? { description } : {}),
    schema: property,
  }));
}
