import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "./client.ts";

export interface ExportRequest {
  object: string;
  filter?: Record<string, unknown>;
  fields?: string[];
  sort?: string;
  q?: string;
  scene?: string;
  format: "csv" | "xlsx";
}

export interface ExportInfo {
  id: string;
  state: "running" | "done" | "failed";
  total: number | null;
  processed: number;
  error: { code: string; message: string } | null;
}

export const exports_ = {
  create: async (request: ExportRequest): Promise<{ id: string }> =>
    (await bodyOf(api.POST("/api/v1/exports", { body: request as never }))) as unknown as { id: string },
  get: async (id: string): Promise<ExportInfo> => (await bodyOf(api.GET("/api/v1/exports/{id}", { params: { path: { id } } }))) as unknown as ExportInfo,
  fileUrl: (id: string): string => `/api/v1/exports/${id}/file`,
};

export const exportQuery = (id: string) =>
  queryOptions({
    queryKey: ["exports", id],
    queryFn: () => exports_.get(id),
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === "running" ? 500 : false),
  });
