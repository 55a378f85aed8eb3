import { type AnyEndpoint, defineEndpoint } from "@keshu/http/endpoint";
import { audit, type Context, createError, describeError } from "@keshu/kernel";
import { z } from "zod";
import { createExport } from "../exporting/create-export.ts";
import { findExport, type StoredExport } from "../exporting/export-store.ts";
import { mediaTypes } from "../exporting/run-export.ts";
import type { TransferSeams } from "../seams.ts";
import { findObject } from "./find-object.ts";
import { download } from "./import-endpoints.ts";
import { exportRequest, exportSchema } from "./schemas.ts";

const idParams = z.strictObject({ id: z.string().max(100) });

export function exportEndpoints(seams: TransferSeams): AnyEndpoint[] {
  return [
    defineEndpoint({
      method: "POST",
      path: "/api/v1/exports",
      operationId: "create_export",
      summary: { zh: "导出列表", en: "Export a list to a CSV or XLSX file" },
      tag: "exports",
      access: "signed_in",
      body: exportRequest,
      responses: { 202: z.object({ id: z.uuid() }) },
      handler: async (ctx, { body }) => {
        const { object: name, fields, filter, sort, q, scene, format, header, time_zone } = body;
        const object = findObject(ctx, name, "export");
        const id = await createExport(ctx, object, {
          fields,
          format: format ?? "csv",
          options: { ...(header ? { header } : {}), ...(time_zone ? { time_zone } : {}) },
          ...(filter ? { filter } : {}),
          ...(sort ? { sort } : {}),
          ...(q ? { q } : {}),
          ...(scene ? { scene } : {}),
        });
        return { status: 202, body: { id }, headers: { location: `/api/v1/exports/${id}` } };
      },
    }),
    defineEndpoint({
      method: "GET",
      path: "/api/v1/exports",
      operationId: "list_exports",
      summary: { zh: "我的导出", en: "One's own exports, newest first" },
      tag: "exports",
      access: "signed_in",
      query: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).optional() }),
      responses: { 200: z.object({ data: z.array(exportSchema), next: z.null() }) },
      handler: async (ctx, { query }) => {
        const { rows } = await ctx.db.query<StoredExport>("select * from keshu.export where user_id = $1 order by created_at desc, id desc limit $2", [
          ctx.principal.userId,
          query.limit ?? 50,
        ]);
        return { status: 200, body: { data: rows.map((row) => present(ctx, row)), next: null } };
      },
    }),
    defineEndpoint({
      method: "GET",
      path: "/api/v1/exports/:id",
      operationId: "get_export",
      summary: { zh: "导出进度", en: "An export and its progress" },
      tag: "exports",
      access: "signed_in",
      params: idParams,
      responses: { 200: exportSchema },
      handler: async (ctx, { params }) => ({ status: 200, body: present(ctx, await own(ctx, params.id)) }),
    }),
    defineEndpoint({
      method: "GET",
      path: "/api/v1/exports/:id/file",
      operationId: "download_export",
      summary: { zh: "下载导出文件", en: "The exported file" },
      tag: "exports",
      access: "signed_in",
      params: idParams,
      responses: { 200: "application/octet-stream" },
      handler: async (ctx, { params }) => {
        const stored = await own(ctx, params.id);
        if (!ctx.principal.reach(stored.object, "export")) throw createError("FORBIDDEN");
        if (stored.state !== "done" || !stored.file_id) throw createError("NOT_READY");
        const known = Date.parse(stored.expires_at ?? "") > Date.now() ? await seams.files.find(ctx.db, stored.file_id) : null;
        if (!known) throw createError("FILE_EXPIRED");
        const { file, stream } = await seams.files.open(ctx.db, known.id);
        await audit(ctx, { kind: "export.downloaded", object: stored.object, recordId: stored.id });
        return { status: 200, body: stream, headers: { ...download(mediaTypes[stored.format], stored.file_name), "content-length": String(file.size) } };
      },
    }),
  ];
}

async function own(ctx: Context, id: string): Promise<StoredExport> {
  const stored = await findExport(ctx.db, id);
  if (!stored || (stored.user_id !== ctx.principal.userId && !ctx.principal.isAdministrator)) throw createError("NOT_FOUND");
  return stored;
}

function present(ctx: Context, stored: StoredExport): Record<string, unknown> {
  const { id, object, state, format, file_name, processed, total, created_at, finished_at, expires_at } = stored;
  const error = stored.error ? { code: stored.error.code, message: describeError(stored.error.code, stored.error.params, ctx.locale) } : null;
  return { id, object, state, format, file_name, processed, total, error, created_at, finished_at, expires_at };
}
