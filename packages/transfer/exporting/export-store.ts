import type { Database, ErrorCode } from "@keshu/kernel";
import { isUuid } from "@keshu/kernel";
import type { ListQuery } from "@keshu/records";

export interface ExportQuery extends Pick<ListQuery, "filter" | "sort" | "q" | "scene"> {
  fields: string[];
}

/** A row of keshu.export. */
export interface StoredExport {
  id: string;
  object: string;
  state: "running" | "done" | "failed";
  user_id: string;
  api_key_id: string | null;
  locale: string;
  query: ExportQuery;
  format: "csv" | "xlsx";
  options: { header?: "labels" | "names"; time_zone?: string };
  file_id: string | null;
  file_name: string;
  total: number | null;
  processed: number;
  error: { code: ErrorCode; params?: Record<string, string | number> } | null;
  created_at: string;
  finished_at: string | null;
  expires_at: string | null;
}

export async function findExport(db: Database, id: string): Promise<StoredExport | null> {
  if (!isUuid(id)) return null;
  const { rows } = await db.query<StoredExport>("select * from keshu.export where id = $1", [id]);
  return rows[0] ?? null;
}
