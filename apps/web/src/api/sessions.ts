import { preferences } from "../preferences/preferences.ts";
import { api, bodyOf } from "./client.ts";
import type { Answer } from "./contract.ts";

export type SessionInfo = Answer<"/api/v1/sessions", "get">["data"][number];

/** Signing in and out; the session itself is an HttpOnly cookie. */
export const sessions = {
  /** An account takes language and time zone of the browser at its first sign-in. */
  signIn: (email: string, password: string, totp?: string) => {
    const { locale } = preferences();
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    return bodyOf(api.POST("/api/v1/sign-in", { body: { email, password, ...(totp ? { totp } : {}), locale, time_zone: timeZone } }));
  },
  signOut: async (): Promise<void> => {
    await api.POST("/api/v1/sign-out");
  },
  list: async () => (await bodyOf(api.GET("/api/v1/sessions"))).data,
  end: async (id: string): Promise<void> => {
    await api.DELETE("/api/v1/sessions/{id}", { params: { path: { id } } });
  },
  endOthers: () => bodyOf(api.DELETE("/api/v1/sessions")),
  changePassword: async (current: string, next: string): Promise<void> => {
    await api.PUT("/api/v1/me/password", { body: { current_password: current, new_password: next } });
  },
};
