import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { api, bodyOf } from "./client.ts";

/** The signed-in person with what they may do besides records. */
export interface Me {
  id: string;
  name: string;
  email: string;
  mobile: string | null;
  title: string | null;
  department_id: string | null;
  locale: "zh-CN" | "en";
  time_zone: string;
  is_administrator: boolean;
  must_change_password: boolean;
  has_totp: boolean;
  /** Platform permissions such as `catalog.update`. */
  platform: string[];
  permissions?: Record<string, { sees_others?: boolean }>;
}

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async (): Promise<Me> => {
    const me = (await bodyOf(api.GET("/api/v1/me"))) as unknown as Me;
    return { ...me, time_zone: me.time_zone || "Asia/Shanghai" };
  },
  staleTime: 5 * 60_000,
  retry: false,
});

/** Inside the shell, where someone is signed in. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

export function may(me: Me, permission: string): boolean {
  return me.is_administrator || me.platform.includes(permission);
}
