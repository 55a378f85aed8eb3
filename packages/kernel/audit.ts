import type { Context } from "./context.ts";

/** Something an auditor asks about that is not a change of a record: an export, a sign-in, a right given. */
export interface AuditEvent {
  /** `noun.verb` in the past tense, such as "export.requested". */
  kind: string;
  object?: string | undefined;
  recordId?: string | undefined;
  ip?: string | undefined;
  /** No secrets and no personal data: this is kept for years. */
  details?: Record<string, unknown>;
}

type Sink = (ctx: Context, event: AuditEvent) => Promise<void>;
let sink: Sink = async () => {};

/** Where audit events go; set once at start by the module that keeps the log. */
export function setAuditSink(next: Sink): void {
  sink = next;
}

/** Writes an audit event with `ctx.db`: inside a transaction it stands or falls with it. */
export function audit(ctx: Context, event: AuditEvent): Promise<void> {
  return sink(ctx, event);
}
