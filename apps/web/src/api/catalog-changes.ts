import { queryClient } from "../query-client.ts";
import { catalogQuery } from "./catalog.ts";
import { api } from "./client.ts";

type Body = Record<string, unknown>;

/** Changes to the catalog; each is in effect at once, and every open page follows. */
export const catalogChanges = {
  addObject: async (definition: Body): Promise<void> => {
    await api.POST("/api/v1/catalog/objects", { body: definition as never });
    await refreshCatalog();
  },
  updateObject: async (name: string, face: Body): Promise<void> => {
    await api.PATCH("/api/v1/catalog/objects/{name}", { params: { path: { name } }, body: face as never });
    await refreshCatalog();
  },
  removeObject: async (name: string): Promise<void> => {
    await api.DELETE("/api/v1/catalog/objects/{name}", { params: { path: { name } } });
    await refreshCatalog();
  },
  addField: async (name: string, field: Body): Promise<void> => {
    await api.POST("/api/v1/catalog/objects/{name}/fields", { params: { path: { name } }, body: field as never });
    await refreshCatalog();
  },
  updateField: async (name: string, field: string, patch: Body): Promise<void> => {
    await api.PATCH("/api/v1/catalog/objects/{name}/fields/{field}", { params: { path: { name, field } }, body: patch as never });
    await refreshCatalog();
  },
  removeField: async (name: string, field: string): Promise<void> => {
    await api.DELETE("/api/v1/catalog/objects/{name}/fields/{field}", { params: { path: { name, field } } });
    await refreshCatalog();
  },
  addUnique: async (name: string, fields: readonly string[]): Promise<void> => {
    await api.POST("/api/v1/catalog/objects/{name}/unique_together", { params: { path: { name } }, body: { fields: [...fields] } });
    await refreshCatalog();
  },
  removeUnique: async (name: string, fields: readonly string[]): Promise<void> => {
    await api.DELETE("/api/v1/catalog/objects/{name}/unique_together/{fields}", { params: { path: { name, fields: fields.join(",") } } });
    await refreshCatalog();
  },
};

export async function refreshCatalog(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: catalogQuery.queryKey });
  void queryClient.invalidateQueries({ queryKey: ["records"] });
}
