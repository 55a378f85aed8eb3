import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "./client.ts";
import type { Schema } from "./contract.ts";
import { onceBack, uploadPatience } from "./once-back.ts";

export interface ImportOptions {
  mapping?: Record<string, string | null>;
  key?: string[];
  duplicates?: "skip" | "update" | "create";
  dry_run?: boolean;
  create_options?: boolean;
  create_people?: boolean;
  create_records?: boolean;
  blanks?: "keep" | "clear";
  encoding?: string;
  delimiter?: string;
  sheet?: string;
  time_zone?: string;
}

export type ImportPreview = Schema<"ImportPreview">;
export type Verdict = ImportPreview["rows"][number]["verdicts"][number];
export type ImportInfo = Schema<"Import">;
export type ImportRow = Schema<"ImportRow">;
export type RowOutcome = ImportRow["outcome"];

function formOf(object: string, file: Blob, name: string, options: ImportOptions): FormData {
  const form = new FormData();
  form.append("object", object);
  form.append("options", JSON.stringify(options));
  form.append("file", file, name);
  return form;
}

// openapi-fetch leaves FormData as it is, but its types want the described parts
const asBody = (form: FormData) => ({ body: form as never, bodySerializer: (body: unknown) => body as FormData });

export const imports = {
  preview: async (object: string, file: File, options: ImportOptions): Promise<ImportPreview> => {
    const head = await headOf(file);
    return onceBack(async () =>
      bodyOf(api.POST("/api/v1/imports/preview", { ...asBody(formOf(object, head, file.name, options)), signal: uploadPatience(head) })),
    );
  },
  /** `key`: however often it is sent under it, one import begins. */
  create: (object: string, file: File, options: ImportOptions, key: string): Promise<{ id: string }> =>
    onceBack(
      async () =>
        (await bodyOf(
          api.POST("/api/v1/imports", {
            ...asBody(formOf(object, file, file.name, options)),
            params: { header: { "Idempotency-Key": key } },
            signal: uploadPatience(file),
          }),
        )) as unknown as { id: string },
    ),
  get: (id: string): Promise<ImportInfo> => bodyOf(api.GET("/api/v1/imports/{id}", { params: { path: { id } } })),
  list: async (): Promise<ImportInfo[]> => (await bodyOf(api.GET("/api/v1/imports"))).data,
  /** How many records taking it back would touch. */
  reversal: (id: string): Promise<Schema<"ImportReversalPreview">> => bodyOf(api.GET("/api/v1/imports/{id}/reversal", { params: { path: { id } } })),
  reverse: async (id: string): Promise<void> => {
    await api.POST("/api/v1/imports/{id}/reversal", { params: { path: { id } } });
  },
  rows: async (
    id: string,
    query: { outcome: RowOutcome | undefined; cursor: string | undefined; limit: number },
    signal: AbortSignal,
  ): Promise<{ data: ImportRow[]; next: string | null }> =>
    bodyOf(api.GET("/api/v1/imports/{id}/rows", { params: { path: { id }, query: query as { limit: number } }, signal })),
  errorsUrl: (id: string): string => `/api/v1/imports/${id}/errors`,
};

/** Polls while the import runs. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["imports", id],
    queryFn: () => imports.get(id),
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === "running" ? 700 : false),
  });

const headBytes = 4 * 1024 * 1024;

/** A preview needs the first rows only; text files are cut at a line, workbooks and UTF-16 are sent whole. */
async function headOf(file: File): Promise<Blob> {
  if (file.size <= headBytes * 2 || /\.xlsx?$/i.test(file.name)) return file;
  const bytes = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || bytes[1] === 0 || (bytes[0] === 0x50 && bytes[1] === 0x4b))
    return file;
  const end = bytes.lastIndexOf(0x0a);
  return end > 0 ? new Blob([bytes.subarray(0, end + 1)]) : file;
}
