import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Multipart } from "@fastify/multipart";
import { ApplicationError, createError } from "@keshu/kernel";
import type { FastifyRequest } from "fastify";

/** A multipart body, received whole into temporary files before the handler runs. They go when the answer is sent. */
export interface Upload {
  fields: Record<string, string>;
  files: UploadedFile[];
  /** Over all names and contents: tells two bodies apart whatever their boundary. */
  digest: Buffer;
}

export interface UploadedFile {
  field: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  /** Where it lies for the time of the request. */
  path: string;
}

const uploads = new WeakMap<FastifyRequest, Upload>();

/** The received multipart body of a request, in handlers of endpoints with `consumes: "multipart/form-data"`. */
export function uploadOf(request: FastifyRequest): Upload | undefined {
  return uploads.get(request);
}

/** Receives the body; afterwards `request.parts()` and `request.file()` read from it too. @throws PAYLOAD_TOO_LARGE, INVALID_REQUEST */
export async function receiveUpload(request: FastifyRequest, limit: number): Promise<Upload> {
  const upload: Upload = { fields: {}, files: [], digest: Buffer.alloc(0) };
  uploads.set(request, upload);
  try {
    await receiveParts(request, upload, limit);
  } catch (error) {
    throw asUploadError(error);
  }
  replay(request, upload);
  return upload;
}

async function receiveParts(request: FastifyRequest, upload: Upload, limit: number): Promise<void> {
  const digests: string[] = [];
  for await (const part of request.parts({ limits: { fileSize: limit, fieldSize: 1024 * 1024, fields: 100, files: 20, parts: 120 } })) {
    if (part.type === "file") {
      const file = await spool(part);
      upload.files.push(file);
      if (part.file.truncated) throw createError("PAYLOAD_TOO_LARGE", { params: { limit: readableSize(limit) } });
      digests.push(JSON.stringify([file.field, file.name, file.sha256]));
    } else {
      if (part.valueTruncated) throw createError("PAYLOAD_TOO_LARGE", { params: { limit: readableSize(1024 * 1024) } });
      upload.fields[part.fieldname] = String(part.value);
      digests.push(JSON.stringify([part.fieldname, String(part.value)]));
    }
  }
  upload.digest = createHash("sha256").update(digests.sort().join("\n")).digest();
}

/** A full disk is ours; everything else that the parser says is about the body. */
function asUploadError(error: unknown): unknown {
  if (error instanceof ApplicationError) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT") return createError("DISK_FULL", { cause: error });
  if (code?.startsWith("FST_") || code?.startsWith("E")) return error;
  return createError("INVALID_REQUEST", { cause: error });
}

/** Removes the temporary files of a request. */
export async function dropUpload(request: FastifyRequest): Promise<void> {
  const files = uploads.get(request)?.files ?? [];
  uploads.delete(request);
  await Promise.all(files.map((file) => rm(file.path, { force: true })));
}

/** "32 MB", for messages. */
export function readableSize(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${Math.round(bytes / 1024 / 1024)} MB` : `${Math.round(bytes / 1024)} KB`;
}

async function spool(part: Extract<Multipart, { type: "file" }>): Promise<UploadedFile> {
  const path = join(tmpdir(), `keshu-upload-${randomUUID()}`);
  const hash = createHash("sha256");
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(part.file, measure, createWriteStream(path, { mode: 0o600 }));
  return { field: part.fieldname, name: part.filename, type: part.mimetype, size, sha256: hash.digest("hex"), path };
}

/** Gives handlers written against @fastify/multipart what they would have read from the wire. */
function replay(request: FastifyRequest, upload: Upload): void {
  const asPart = (file: UploadedFile) => ({
    type: "file",
    fieldname: file.field,
    filename: file.name,
    mimetype: file.type,
    encoding: "7bit",
    file: createReadStream(file.path),
    fields: Object.fromEntries(Object.entries(upload.fields).map(([name, value]) => [name, { type: "field", fieldname: name, value }])),
  });
  const parts = async function* () {
    for (const [name, value] of Object.entries(upload.fields)) yield { type: "field", fieldname: name, value };
    for (const file of upload.files) yield asPart(file);
  };
  Object.assign(request, { parts, file: async () => (upload.files[0] ? asPart(upload.files[0]) : undefined) });
}
