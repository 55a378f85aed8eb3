import { infiniteQueryOptions } from "@tanstack/react-query";
import { queryClient } from "../query-client.ts";
import { api, bodyOf } from "./client.ts";
import type { Schema } from "./contract.ts";

export type Notice = Schema<"Notification">;

export interface NoticePage {
  data: Notice[];
  next: string | null;
  unread: number;
}

async function readPage(unreadOnly: boolean, limit: number, cursor?: string): Promise<NoticePage> {
  const query = { limit, ...(unreadOnly ? { unread: "true" as const } : {}), ...(cursor ? { cursor } : {}) };
  return bodyOf(api.GET("/api/v1/notifications", { params: { query } }));
}

/** The person's notifications, newest first, page by page. */
export const noticesQuery = (unreadOnly: boolean) =>
  infiniteQueryOptions({
    queryKey: ["notifications", "list", unreadOnly],
    queryFn: ({ pageParam }) => readPage(unreadOnly, 20, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    staleTime: 10_000,
  });

/** How many are unread, for the bell. */
export const unreadQuery = {
  queryKey: ["notifications", "unread"] as const,
  queryFn: async (): Promise<number> => (await readPage(true, 1)).unread,
  staleTime: 60_000,
};

export async function markRead(which: { ids: string[] } | { all: true }): Promise<void> {
  const { unread } = await bodyOf(api.POST("/api/v1/notifications/read", { body: which }));
  queryClient.setQueryData(unreadQuery.queryKey, unread);
  await queryClient.invalidateQueries({ queryKey: ["notifications", "list"] });
}
