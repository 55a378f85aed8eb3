import { api, bodyOf } from "./client.ts";

/** What only those who manage people may do to an account. */
export const people = {
  resetPassword: (id: string) => bodyOf(api.POST("/api/v1/users/{id}/password_reset", { params: { path: { id } } })),
  resetTotp: async (id: string): Promise<void> => {
    await api.DELETE("/api/v1/users/{id}/totp", { params: { path: { id } } });
  },
  endSessions: async (id: string): Promise<void> => {
    await api.DELETE("/api/v1/sessions", { params: { query: { user_id: id } } });
  },
};
