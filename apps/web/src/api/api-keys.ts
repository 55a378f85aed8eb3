import { api, bodyOf } from "./client.ts";

export interface ApiKeyInfo {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
}

export const apiKeys = {
  list: async (): Promise<ApiKeyInfo[]> => ((await bodyOf(api.GET("/api/v1/api_keys"))) as unknown as { data: ApiKeyInfo[] }).data,
  create: async (key: { name: string; scopes?: string[]; expires_at?: string | null }): Promise<ApiKeyInfo & { token: string }> =>
    (await bodyOf(api.POST("/api/v1/api_keys", { body: key }))) as unknown as ApiKeyInfo & { token: string },
  end: async (id: string): Promise<void> => {
    await api.DELETE("/api/v1/api_keys/{id}", { params: { path: { id } } });
  },
};
