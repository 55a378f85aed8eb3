import { api, bodyOf } from "./client.ts";

export interface AuditEvent {
  id: string;
  at: string;
  actor: string | null;
  kind: string;
  object: string | null;
  record_id: string | null;
  ip: string | null;
  details: Record<string, unknown>;
}

export interface AuditQuery {
  kind?: string;
  actor?: string;
  from?: string;
  to?: string;
  cursor?: string;
  limit?: number;
}

export const audit = {
  list: async (query: AuditQuery): Promise<{ data: AuditEvent[]; next: string | null }> =>
    (await bodyOf(api.GET("/api/v1/audit_events", { params: { query } }))) as unknown as { data: AuditEvent[]; next: string | null },
  verify: async (): Promise<{ ok: boolean; events: number; broken_at: number | null }> =>
    (await bodyOf(api.GET("/api/v1/audit_events/verification"))) as unknown as { ok: boolean; events: number; broken_at: number | null },
};
