import type { AccessExplanation, AggregateAnswer, ApiRecord, BatchAnswer, HistoryAnswer, ListAnswer, TeamMember } from "./types.ts";

type Json<T> = { content: { "application/json": T } };
type Answer<T, Status extends number = 200> = { responses: { [S in Status]: Json<T> } };
type Body<T> = { requestBody: Json<T> };
type At = { parameters: { path: { path: string } } };
type AtId = { parameters: { path: { path: string; id: string } } };
type Values = Record<string, unknown>;

export interface AggregateParameters {
  group?: string;
  measures: string;
  filter?: string;
  scene?: string;
  q?: string;
  deleted?: boolean;
  time_zone?: string;
}

export interface ListParameters {
  filter?: string;
  sort?: string;
  fields?: string;
  expand?: string;
  limit?: number;
  offset?: number;
  cursor?: string;
  count?: "none" | "estimated" | "exact";
  q?: string;
  deleted?: boolean;
  scene?: string;
}

/** The generic record routes of the contract: the same for every object, so their paths are parameters here. */
export interface RecordPaths {
  "/api/v1/{path}": {
    get: { parameters: { path: { path: string }; query?: ListParameters } } & Answer<ListAnswer>;
    post: { parameters: { path: { path: string }; header?: { "Idempotency-Key"?: string } } } & Body<Values> & Answer<ApiRecord, 201>;
  };
  "/api/v1/{path}/{id}": {
    get: { parameters: { path: { path: string; id: string }; query?: { fields?: string; expand?: string } } } & Answer<ApiRecord>;
    patch: { parameters: { path: { path: string; id: string }; header?: { "If-Match"?: string; "Idempotency-Key"?: string } } } & Body<Values> &
      Answer<ApiRecord>;
    delete: AtId & { responses: { 204: { content?: never } } };
  };
  "/api/v1/{path}/{id}/restoration": { post: AtId & Answer<ApiRecord> };
  "/api/v1/{path}/{id}/history": {
    get: { parameters: { path: { path: string; id: string }; query?: { limit?: number; before?: string; field?: string } } } & Answer<HistoryAnswer>;
  };
  "/api/v1/{path}/{id}/team": {
    get: AtId & Answer<{ members: TeamMember[] }>;
    put: AtId & Body<{ members: TeamMember[] }> & Answer<{ members: TeamMember[] }>;
  };
  "/api/v1/{path}/{id}/access": { get: { parameters: { path: { path: string; id: string }; query: { user: string } } } & Answer<AccessExplanation> };
  "/api/v1/{path}/{id}/conversion": { post: AtId & Body<Values> & Answer<Values> };
  "/api/v1/{path}/batch": { post: At & Body<{ operation: string; key?: string[]; records: Values[] }> & Answer<BatchAnswer> };
  "/api/v1/{path}/batch-restoration": { post: At & Body<{ ids: string[] }> & Answer<BatchAnswer> };
  "/api/v1/{path}/batch-purge": { post: At & Body<{ ids: string[] }> & Answer<BatchAnswer> };
  "/api/v1/{path}/batch-transfer": { post: At & Body<{ ids: string[]; owner_id: string; with?: string[] }> & Answer<BatchAnswer> };
  "/api/v1/{path}/batch-transfer-return": { post: At & Body<{ ids: string[] }> & Answer<BatchAnswer> };
  "/api/v1/{path}/batch-tags": { post: At & Body<{ ids: string[]; add: string[]; remove: string[] }> & Answer<BatchAnswer> };
  "/api/v1/{path}/aggregate": {
    get: { parameters: { path: { path: string }; query: AggregateParameters } } & Answer<AggregateAnswer>;
  };
}
