import { createHash } from "node:crypto";
import { type Context, createError, type ErrorCode } from "@keshu/kernel";
import type { FileStore } from "@keshu/platform";
import { imageKind } from "./image-kind.ts";

export const logoLimit = 512 * 1024;
const sideLimit = 4096;

export interface Logo {
  bytes: Buffer;
  type: string;
  hash: string;
}

/** An upload of the caller as a logo: a raster picture by its bytes, not too large to look at. @throws VALIDATION_FAILED */
export async function readLogo(ctx: Context, files: FileStore, fileId: string): Promise<Logo> {
  const file = await files.find(ctx.db, fileId);
  if (!file || file.created_by !== ctx.principal.userId) throw refused("UNKNOWN_FILE");
  if (file.size > logoLimit) throw refused("IMAGE_TOO_LARGE", { limit: `${logoLimit / 1024} KB`, side: sideLimit });
  const { stream } = await files.open(ctx.db, file.id);
  const bytes = Buffer.concat(await stream.toArray());
  const kind = imageKind(bytes);
  if (!kind || kind.width < 1 || kind.height < 1) throw refused("NOT_AN_IMAGE");
  if (kind.width > sideLimit || kind.height > sideLimit) throw refused("IMAGE_TOO_LARGE", { limit: `${logoLimit / 1024} KB`, side: sideLimit });
  return { bytes, type: kind.type, hash: createHash("sha256").update(bytes).digest("hex").slice(0, 16) };
}

function refused(code: ErrorCode, params: Record<string, string | number> = {}) {
  return createError("VALIDATION_FAILED", { errors: [{ path: "logo_file_id", code, params }] });
}
