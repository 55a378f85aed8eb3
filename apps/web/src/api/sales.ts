import { api, bodyOf } from "./client.ts";

/** One of possible duplicates; of a record out of the reader's sight only that it exists is told. */
export type Duplicate = Awaited<ReturnType<typeof duplicatesOf>>["data"][number];
export type ConversionPreview = Awaited<ReturnType<typeof sales.previewConversion>>;
export type ConversionChoice = NonNullable<Parameters<typeof sales.convert>[1]>;
export type DealStages = Awaited<ReturnType<typeof sales.stages>>;
export type Group = Awaited<ReturnType<typeof sales.group>>;
export type GroupMember = Group["root"];

export interface DuplicateQuery {
  name?: string;
  company?: string;
  credit_code?: string;
  mobile?: string;
  phone?: string;
  email?: string;
  except?: string;
}

async function duplicatesOf(object: "customer" | "lead", query: DuplicateQuery, signal?: AbortSignal) {
  const options = { params: { query }, ...(signal ? { signal } : {}) };
  return bodyOf(object === "lead" ? api.GET("/api/v1/leads/duplicates", options) : api.GET("/api/v1/customers/duplicates", options));
}

/** What the sales module answers beyond records. */
export const sales = {
  /** The stages a deal went through with its days, its pipeline, and when and why it counts as stalled. */
  stages: (id: string) => bodyOf(api.GET("/api/v1/opportunities/{id}/stages", { params: { path: { id } } })),
  duplicates: duplicatesOf,
  previewConversion: (id: string) => bodyOf(api.GET("/api/v1/leads/{id}/conversion", { params: { path: { id } } })),
  convert: (
    id: string,
    body: { customer_id?: string; create_customer?: boolean; contact_id?: string; create_opportunity?: boolean; opportunity?: Record<string, unknown> },
  ) => bodyOf(api.POST("/api/v1/leads/{id}/conversion", { params: { path: { id } }, body })),
  undoConversion: async (id: string): Promise<void> => {
    await api.DELETE("/api/v1/leads/{id}/conversion", { params: { path: { id } } });
  },
  completeness: (id: string) => bodyOf(api.GET("/api/v1/customers/{id}/completeness", { params: { path: { id } } })),
  group: (id: string) => bodyOf(api.GET("/api/v1/customers/{id}/hierarchy", { params: { path: { id } } })),
};
