import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "./client.ts";
import type { Schema } from "./contract.ts";

export interface ExportRequest {
  object: string;
  filter?: Record<string, unknown>;
  fields?: string[];
  sort?: string;
  q?: string;
  scene?: string;
  format: "csv" | "xlsx";
}

export type ExportInfo = Schema<"Export">;

export const exports_ = {
  create: (request: ExportRequest) => bodyOf(api.POST("/api/v1/exports", { body: request as never })),
  get: (id: string) => bodyOf(api.GET("/api/v1/exports/{id}", { params: { path: { id } } })),
  fileUrl: (id: string): string => `/api/v1/exports/${id}/file`,
};

export const exportQuery = (id: string) =>
  queryOptions({
    queryKey: ["exports", id],
    queryFn: () => exports_.get(id),
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === "running" ? 500 : false),
  });
