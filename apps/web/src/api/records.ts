import { bodyOf, recordApi } from "./client.ts";
import type { AggregateParameters, ListParameters } from "./record-paths.ts";
import type { AggregateAnswer, ApiRecord, BatchAnswer, ListAnswer, TeamMember } from "./types.ts";

/** The generic record routes as functions; `path` is the object's plural from the catalog. */
export const records = {
  list: (path: string, query: ListParameters, signal?: AbortSignal): Promise<ListAnswer> =>
    bodyOf(recordApi.GET("/api/v1/{path}", { params: { path: { path }, query }, ...(signal ? { signal } : {}) })),
  get: (path: string, id: string, query: { fields?: string; expand?: string } = {}) =>
    bodyOf(recordApi.GET("/api/v1/{path}/{id}", { params: { path: { path, id }, query } })),
  create: (path: string, values: Record<string, unknown>): Promise<ApiRecord> =>
    bodyOf(recordApi.POST("/api/v1/{path}", { params: { path: { path } }, body: values })),
  update: (path: string, id: string, values: Record<string, unknown>, version?: number): Promise<ApiRecord> =>
    bodyOf(
      recordApi.PATCH("/api/v1/{path}/{id}", {
        params: { path: { path, id }, ...(version === undefined ? {} : { header: { "If-Match": String(version) } }) },
        body: values,
      }),
    ),
  remove: async (path: string, id: string): Promise<void> => {
    await recordApi.DELETE("/api/v1/{path}/{id}", { params: { path: { path, id } } });
  },
  restore: (path: string, id: string) => bodyOf(recordApi.POST("/api/v1/{path}/{id}/restoration", { params: { path: { path, id } } })),
  batch: (path: string, operation: string, rows: Record<string, unknown>[]): Promise<BatchAnswer> =>
    bodyOf(recordApi.POST("/api/v1/{path}/batch", { params: { path: { path } }, body: { operation, records: rows } })),
  restoreMany: (path: string, ids: string[]): Promise<BatchAnswer> =>
    bodyOf(recordApi.POST("/api/v1/{path}/batch-restoration", { params: { path: { path } }, body: { ids } })),
  purgeMany: (path: string, ids: string[]): Promise<BatchAnswer> =>
    bodyOf(recordApi.POST("/api/v1/{path}/batch-purge", { params: { path: { path } }, body: { ids } })),
  transferMany: (path: string, ids: string[], ownerId: string, belongings?: string[]): Promise<BatchAnswer> =>
    bodyOf(
      recordApi.POST("/api/v1/{path}/batch-transfer", {
        params: { path: { path } },
        body: { ids, owner_id: ownerId, ...(belongings ? { with: belongings } : {}) },
      }),
    ),
  takeBackMany: (path: string, ids: string[]): Promise<BatchAnswer> =>
    bodyOf(recordApi.POST("/api/v1/{path}/batch-transfer-return", { params: { path: { path } }, body: { ids } })),
  tagMany: (path: string, ids: string[], change: { add: string[]; remove: string[] }): Promise<BatchAnswer> =>
    bodyOf(recordApi.POST("/api/v1/{path}/batch-tags", { params: { path: { path } }, body: { ids, ...change } })),
  history: (path: string, id: string, query: { limit?: number; before?: string; field?: string } = {}) =>
    bodyOf(recordApi.GET("/api/v1/{path}/{id}/history", { params: { path: { path, id }, query } })),
  team: (path: string, id: string) => bodyOf(recordApi.GET("/api/v1/{path}/{id}/team", { params: { path: { path, id } } })),
  setTeam: (path: string, id: string, members: TeamMember[]) =>
    bodyOf(recordApi.PUT("/api/v1/{path}/{id}/team", { params: { path: { path, id } }, body: { members } })),
  access: (path: string, id: string, user: string) => bodyOf(recordApi.GET("/api/v1/{path}/{id}/access", { params: { path: { path, id }, query: { user } } })),
  convert: (path: string, id: string, values: Record<string, unknown>) =>
    bodyOf(recordApi.POST("/api/v1/{path}/{id}/conversion", { params: { path: { path, id } }, body: values })),
  aggregate: (path: string, query: AggregateParameters, signal?: AbortSignal): Promise<AggregateAnswer> =>
    bodyOf(recordApi.GET("/api/v1/{path}/aggregate", { params: { path: { path }, query }, ...(signal ? { signal } : {}) })),
};
