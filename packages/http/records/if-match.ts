import { refuseParameter } from "./query-parameters.ts";

/** `If-Match: 7`, `"7"` or `W/"7"`; `*` asks for any version. @throws INVALID_PARAMETER */
export function versionOf(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === "*") return undefined;
  const found = /^\s*(?:W\/)?(?:"(\d{1,9})"|(\d{1,9}))\s*$/.exec(header);
  if (!found) return refuseParameter("If-Match");
  return Number(found[1] ?? found[2]);
}

/** ETag header of a record; none when the reader may not see its version. */
export function etagOf(record: Record<string, unknown>): Record<string, string> {
  return typeof record.version === "number" ? { etag: `"${record.version}"` } : {};
}
