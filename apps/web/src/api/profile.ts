import { api, bodyOf } from "./client.ts";
import type { Me } from "./me.ts";

/** The person's own account. */
export const profile = {
  update: async (values: Partial<Pick<Me, "name" | "mobile" | "title" | "locale" | "time_zone">>): Promise<Me> =>
    (await bodyOf(api.PATCH("/api/v1/me", { body: values }))) as unknown as Me,
  startTotp: async (password: string): Promise<{ secret: string; url: string }> =>
    (await bodyOf(api.POST("/api/v1/me/totp", { body: { password } }))) as unknown as { secret: string; url: string },
  confirmTotp: async (code: string): Promise<{ recovery_codes: string[] }> =>
    (await bodyOf(api.PUT("/api/v1/me/totp", { body: { code } }))) as unknown as { recovery_codes: string[] },
  removeTotp: async (password: string): Promise<void> => {
    await api.DELETE("/api/v1/me/totp", { body: { password } });
  },
};
