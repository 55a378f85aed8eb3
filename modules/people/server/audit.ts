import { type AuditEvent, type Context, type Database, newId, setAuditSink } from "@keshu/kernel";
import { systemUserId } from "./system-principal.ts";

export interface AuditEntry extends AuditEvent {
  actor: string | null;
  requestId?: string | undefined;
}

/** Appends one event. Within a transaction it stands or falls with it. */
export async function writeAudit(db: Database, entry: AuditEntry): Promise<void> {
  await db.query("insert into keshu.audit_event (id, actor, kind, object, record_id, ip, request_id, details) values ($1, $2, $3, $4, $5, $6, $7, $8)", [
    newId(),
    entry.actor,
    entry.kind,
    entry.object ?? null,
    entry.recordId ?? null,
    entry.ip ?? null,
    entry.requestId ?? null,
    JSON.stringify(entry.details ?? {}),
  ]);
}

/** The same with who, which request and from where taken from the context. */
export function auditAs(ctx: Context, event: AuditEvent): Promise<void> {
  const actor = ctx.principal.userId === systemUserId ? null : ctx.principal.userId || null;
  return writeAudit(ctx.db, { ip: ctx.ip, ...event, actor, requestId: ctx.requestId });
}

/** Makes `audit(ctx, …)` of the kernel write here. */
export function connectAuditLog(): void {
  setAuditSink(auditAs);
}
