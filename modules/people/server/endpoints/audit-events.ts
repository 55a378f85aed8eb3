import { type AnyEndpoint, defineEndpoint } from "@keshu/http/endpoint";
import { createError } from "@keshu/kernel";
import { z } from "zod";
import { verifyAuditChain } from "../audit-chain.ts";

const tag = "audit";
const event = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.string().nullable(),
  kind: z.string(),
  object: z.string().nullable(),
  record_id: z.string().nullable(),
  ip: z.string().nullable(),
  request_id: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  position: z.int().nullable().meta({ description: "Place in the hash chain; null until sealed, a few seconds later" }),
  hash: z.string().nullable(),
});
type Row = z.infer<typeof event> & { sequence: number };

const list = defineEndpoint({
  method: "GET",
  path: "/api/v1/audit_events",
  operationId: "list_audit_events",
  summary: { zh: "审计日志", en: "Audit log" },
  tag,
  access: { permission: "audit.read" },
  query: z.strictObject({
    kind: z.string().max(100).optional().meta({ description: "A kind, or its beginning up to a dot such as `sign_in.`" }),
    actor: z.uuid().optional(),
    object: z.string().max(100).optional(),
    record_id: z.uuid().optional(),
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
    limit: z.coerce.number().int().min(1).max(1000).optional(),
    cursor: z.string().max(100).optional(),
  }),
  responses: { 200: z.object({ data: z.array(event), next: z.string().nullable() }) },
  handler: async (ctx, { query }) => {
    const limit = query.limit ?? 50;
    const before = query.cursor === undefined ? null : readCursor(query.cursor);
    const { rows } = await ctx.db.query<Row>(
      `select sequence, id, at, actor, kind, object, record_id, ip, request_id, details, position, hash from keshu.audit_event
       where ($1::bigint is null or sequence < $1) and ($2::text is null or kind = $2 or (right($2, 1) = '.' and starts_with(kind, $2)))
         and ($3::uuid is null or actor = $3) and ($4::text is null or object = $4) and ($5::uuid is null or record_id = $5)
         and ($6::timestamptz is null or at >= $6) and ($7::timestamptz is null or at < $7)
       order by sequence desc limit $8`,
      [before, query.kind ?? null, query.actor ?? null, query.object ?? null, query.record_id ?? null, query.from ?? null, query.to ?? null, limit + 1],
    );
    const page = rows.slice(0, limit);
    const next = rows.length > limit ? writeCursor((page.at(-1) as Row).sequence) : null;
    return { status: 200, body: { data: page.map(({ sequence, ...shown }) => shown), next } };
  },
});

const verify = defineEndpoint({
  method: "GET",
  path: "/api/v1/audit_events/verification",
  operationId: "verify_audit_log",
  summary: { zh: "校验审计日志是否被改动", en: "Check the audit log for tampering" },
  tag,
  access: { permission: "audit.read" },
  responses: { 200: z.object({ ok: z.boolean(), events: z.int(), broken_at: z.int().nullable(), head: z.string() }) },
  handler: async (ctx) => {
    const { brokenAt, ...report } = await verifyAuditChain(ctx.db);
    return { status: 200, body: { ...report, broken_at: brokenAt } };
  },
});

function writeCursor(sequence: number): string {
  return Buffer.from(`a${sequence}`).toString("base64url");
}

function readCursor(cursor: string): number {
  const match = /^a(\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString("utf8"));
  if (!match) throw createError("INVALID_CURSOR", { errors: [{ path: "cursor", code: "INVALID_CURSOR" }] });
  return Number(match[1]);
}

export const auditEndpoints: AnyEndpoint[] = [list, verify];
