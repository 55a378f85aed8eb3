import { api, bodyOf } from "./client.ts";
import { type Me, withZone } from "./me.ts";

/** The person's own account. */
export const profile = {
  update: async (values: Partial<Pick<Me, "name" | "mobile" | "title" | "locale" | "time_zone">>): Promise<Me> =>
    withZone(await bodyOf(api.PATCH("/api/v1/me", { body: values }))),
  startTotp: (password: string) => bodyOf(api.POST("/api/v1/me/totp", { body: { password } })),
  confirmTotp: (code: string) => bodyOf(api.PUT("/api/v1/me/totp", { body: { code } })),
  removeTotp: async (password: string): Promise<void> => {
    await api.DELETE("/api/v1/me/totp", { body: { password } });
  },
};
