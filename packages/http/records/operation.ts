import type { ObjectType } from "@keshu/catalog";
import type { Context, Label, Principal } from "@keshu/kernel";
import type { FastifyRequest } from "fastify";
import type { Answer } from "../endpoint.ts";

/** One call of a record endpoint, its object found. */
export interface RecordCall {
  ctx: Context;
  object: ObjectType;
  /** "" where the path has no id. */
  id: string;
  query: Record<string, unknown>;
  body: unknown;
  request: FastifyRequest;
  principalOf: (userId: string) => Promise<Principal | null>;
}

/** A query parameter as OpenAPI shows it. */
export interface ParameterDescription {
  name: string;
  description: string;
  schema: Record<string, unknown>;
}

/** Which components of the object the answer and the body are: see openapi/record-paths.ts. */
export type BodyKind =
  | "record"
  | "input"
  | "patch"
  | "list"
  | "batch"
  | "batch_result"
  | "ids"
  | "batch_transfer"
  | "batch_tags"
  | "aggregate"
  | "transition"
  | "transfer"
  | "transferred"
  | "team"
  | "team_input"
  | "access"
  | "history"
  | "none";

/**
 * One endpoint that every object of the catalog has, under `/api/v1/<path>`. The route, the OpenAPI paths of each
 * object and the access matrix come from this list: docs/api.md says what each does.
 */
export interface RecordOperation {
  name: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** After `/api/v1/:path`. */
  suffix: string;
  summary: Label;
  /** How operationIds are made: `list` + `_customers`. */
  isPlural?: boolean;
  /** Only objects that answer true have it, such as transitions. */
  appliesTo?: (object: ObjectType) => boolean;
  bodyLimit?: number;
  parameters?: readonly ParameterDescription[];
  takes?: BodyKind;
  status: number;
  gives: BodyKind;
  handler: (call: RecordCall) => Promise<Answer>;
}
