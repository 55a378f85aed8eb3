import { api, bodyOf } from "./client.ts";
import type { Answer } from "./contract.ts";

export type ApiKeyInfo = Answer<"/api/v1/api_keys", "get">["data"][number];

export const apiKeys = {
  list: async () => (await bodyOf(api.GET("/api/v1/api_keys"))).data,
  create: (key: { name: string; scopes?: string[]; expires_at?: string | null }) => bodyOf(api.POST("/api/v1/api_keys", { body: key })),
  end: async (id: string): Promise<void> => {
    await api.DELETE("/api/v1/api_keys/{id}", { params: { path: { id } } });
  },
};
