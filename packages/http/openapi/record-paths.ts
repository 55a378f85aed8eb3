import type { ObjectType } from "@keshu/catalog";
import { inLocale } from "@keshu/kernel";
import type { BodyKind, RecordOperation } from "../records/operation.ts";
import { recordOperations } from "../records/register-records.ts";
import { movedCounts, problemResponses } from "./components.ts";
import { componentName, type Reader } from "./record-schemas.ts";

type Json = Record<string, unknown>;

/** Path → method → operation, for one object. */
export function recordPaths(object: ObjectType, reader: Reader): Record<string, Record<string, Json>> {
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of recordOperations) {
    if (operation.appliesTo && !operation.appliesTo(object)) continue;
    const path = `/api/v1/${object.path}${operation.suffix.replace(":id", "{id}")}`;
    paths[path] ??= {};
    paths[path][operation.method.toLowerCase()] = describe(operation, object, reader);
  }
  return paths;
}

function describe(operation: RecordOperation, object: ObjectType, { locale }: Reader): Json {
  const isWrite = operation.method !== "GET";
  const label = inLocale(operation.isPlural ? object.pluralLabel : object.label, locale);
  const parameters: Json[] = [];
  if (operation.suffix.includes(":id")) parameters.push({ $ref: "#/components/parameters/Id" });
  for (const { name } of operation.parameters ?? []) parameters.push({ $ref: `#/components/parameters/${parameterComponent(operation, name)}` });
  if (isWrite) parameters.push({ $ref: "#/components/parameters/IdempotencyKey" });
  if (operation.name === "update") parameters.push({ $ref: "#/components/parameters/IfMatch" });
  return {
    operationId: `${operation.name}_${operation.isPlural ? object.path : object.name}`,
    summary: locale === "en" ? `${operation.summary.en}: ${label}` : `${label}：${operation.summary.zh}`,
    tags: [object.path],
    ...(parameters.length ? { parameters } : {}),
    ...(operation.takes ? { requestBody: { required: true, content: { "application/json": { schema: schemaFor(operation.takes, object) } } } } : {}),
    responses: { [operation.status]: answerOf(operation, object), ...problemResponses },
    "x-keshu": { access: "signed_in", operation: operation.name, object: object.name },
  };
}

function answerOf(operation: RecordOperation, object: ObjectType): Json {
  if (operation.gives === "none") return { description: "Done." };
  const etag = operation.gives === "record" ? { headers: { ETag: { description: "The record's version.", schema: { type: "string" } } } } : {};
  return { description: "OK", ...etag, content: { "application/json": { schema: schemaFor(operation.gives, object) } } };
}

const shared: Partial<Record<BodyKind, string>> = {
  batch_result: "BatchResult",
  ids: "IdsInput",
  batch_transfer: "BatchTransferInput",
  batch_tags: "BatchTagsInput",
  aggregate: "Aggregate",
  transition: "TransitionInput",
  transfer: "TransferInput",
  team: "Team",
  team_input: "TeamInput",
  access: "Access",
  history: "History",
};

function schemaFor(kind: BodyKind, object: ObjectType): Json {
  const name = componentName(object);
  const ref = (component: string) => ({ $ref: `#/components/schemas/${component}` });
  if (kind === "record") return ref(name);
  if (kind === "input") return ref(`${name}_input`);
  if (kind === "patch") return ref(`${name}_patch`);
  if (kind === "transferred") return { allOf: [ref(name), { type: "object", properties: { moved: movedCounts }, required: ["moved"] }] };
  if (kind === "list") {
    return {
      type: "object",
      properties: {
        data: { type: "array", items: ref(name) },
        next: { type: ["string", "null"], description: "Cursor of the next page." },
        count: { type: "integer", minimum: 0, maximum: 2_147_483_647 },
      },
      required: ["data", "next"],
    };
  }
  if (kind === "batch") {
    return {
      type: "object",
      properties: {
        operation: { type: "string", enum: ["create", "update", "upsert", "delete"] },
        key: { type: "array", items: { type: "string", maxLength: 63 }, minItems: 1, maxItems: 8, description: "Fields that find the record; default `id`." },
        on_match: { type: "string", enum: ["update", "skip"], default: "update" },
        records: { type: "array", maxItems: 10_000, items: ref(`${name}_patch`) },
      },
      required: ["operation", "records"],
      additionalProperties: false,
    };
  }
  return ref(shared[kind] as string);
}

/** Query parameters of record operations, each once for all objects. */
export function recordParameters(): Record<string, Json> {
  const parameters: Record<string, Json> = {};
  for (const operation of recordOperations) {
    for (const { name, description, schema } of operation.parameters ?? [])
      parameters[parameterComponent(operation, name)] = { name, in: "query", required: false, description, schema };
  }
  return parameters;
}

function parameterComponent(operation: RecordOperation, name: string): string {
  const pascal = (text: string) => text.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return `${pascal(operation.name)}${pascal(name)}`;
}
