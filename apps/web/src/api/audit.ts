import { api, bodyOf } from "./client.ts";
import type { Answer } from "./contract.ts";

export type AuditEvent = Answer<"/api/v1/audit_events", "get">["data"][number];

export interface AuditQuery {
  kind?: string;
  actor?: string;
  from?: string;
  to?: string;
  cursor?: string;
  limit?: number;
}

export const audit = {
  list: (query: AuditQuery) => bodyOf(api.GET("/api/v1/audit_events", { params: { query } })),
  verify: () => bodyOf(api.GET("/api/v1/audit_events/verification")),
};
