import { createReadStream } from "node:fs";
import { type Context, createError } from "@keshu/kernel";
import { currentCatalog } from "@keshu/records";
import { z } from "zod";
import { type AnyEndpoint, defineEndpoint } from "../endpoint.ts";
import { uploadOf } from "../multipart.ts";
import { mayReadFile } from "./file-access.ts";
import type { FileShelf } from "./file-shelf.ts";

/** Most bytes of one file kept with a record. */
const fileLimit = 100 * 1024 * 1024;

const fileSchema = z
  .object({
    id: z.uuid(),
    name: z.string().max(200),
    media_type: z.string().max(200),
    size: z.int().min(0).max(fileLimit),
    sha256: z.string().length(64),
    created_at: z.iso.datetime(),
  })
  .meta({ id: "File" });

/** Upload a file, then name its id in a file field of a record; read it back. */
export function fileEndpoints(shelf: FileShelf): AnyEndpoint[] {
  return [
    defineEndpoint({
      method: "POST",
      path: "/api/v1/files",
      operationId: "upload_file",
      summary: { zh: "上传文件", en: "Upload a file; without a record it is removed after a day" },
      tag: "files",
      access: "signed_in",
      consumes: "multipart/form-data",
      bodyLimit: fileLimit,
      responses: { 201: fileSchema },
      handler: async (ctx, { request }) => {
        if (!mayWriteAnything(ctx)) throw createError("FORBIDDEN");
        const upload = uploadOf(request)?.files.find((file) => file.field === "file");
        if (!upload) throw createError("VALIDATION_FAILED", { errors: [{ path: "file", code: "REQUIRED", params: { field: "file" } }] });
        const file = await shelf.store(ctx.db, {
          name: upload.name,
          mediaType: mediaTypeOf(upload.type),
          stream: createReadStream(upload.path),
          createdBy: ctx.principal.userId,
          limit: fileLimit,
        });
        const { id, name, media_type, size, sha256, created_at } = file;
        return { status: 201, body: { id, name, media_type, size, sha256, created_at }, headers: { location: `/api/v1/files/${id}` } };
      },
    }),
    defineEndpoint({
      method: "GET",
      path: "/api/v1/files/:id",
      operationId: "download_file",
      summary: { zh: "下载文件", en: "Download a file" },
      tag: "files",
      access: "signed_in",
      params: z.strictObject({ id: z.string().max(100) }),
      responses: { 200: "application/octet-stream" },
      handler: async (ctx, { params }) => {
        const found = await shelf.find(ctx.db, params.id);
        if (!found || !(await mayReadFile(ctx, found))) throw createError("NOT_FOUND");
        const { file, stream } = await shelf.open(ctx.db, found.id);
        return {
          status: 200,
          body: stream,
          headers: {
            "content-type": servedType(file.media_type),
            "content-length": String(file.size),
            "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
            "cache-control": "private, no-cache",
            "content-security-policy": "default-src 'none'; sandbox",
          },
        };
      },
    }),
  ];
}

/** Files are for records: somebody who may write none needs no upload. */
function mayWriteAnything({ principal }: Context): boolean {
  return currentCatalog().objects.some(
    (object) =>
      principal.reach(object.name, "create") !== null || principal.reach(object.name, "update") !== null || principal.reach(object.name, "import") !== null,
  );
}

/** What the sender called it, when that is a media type at all. */
function mediaTypeOf(given: string): string {
  return /^[\w.+-]{1,80}\/[\w.+-]{1,80}$/.test(given) ? given.toLowerCase() : "application/octet-stream";
}

/** Never a script or a style sheet: the pages allow those from their own origin, and would take an upload for one. */
export function servedType(mediaType: string): string {
  return /script|css/.test(mediaType) ? "application/octet-stream" : mediaType;
}
