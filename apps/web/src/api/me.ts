import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { api, bodyOf } from "./client.ts";
import type { Answer } from "./contract.ts";

/** The signed-in person with what they may do besides records. */
export type Me = Answer<"/api/v1/me", "get"> & { time_zone: string };

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async (): Promise<Me> => {
    return withZone(await bodyOf(api.GET("/api/v1/me")));
  },
  staleTime: 5 * 60_000,
  retry: false,
});

/** Accounts from before time zones live in China. */
export function withZone(me: Answer<"/api/v1/me", "get">): Me {
  return { ...me, time_zone: me.time_zone || "Asia/Shanghai" };
}

/** Inside the shell, where someone is signed in. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

export function may(me: Me, permission: string): boolean {
  return me.is_administrator || me.platform.includes(permission);
}
