import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "./client.ts";

export const feedQuery = queryOptions({
  queryKey: ["calendar-feed"],
  queryFn: async (): Promise<{ created_at: string; read_at: string | null } | null> => (await bodyOf(api.GET("/api/v1/calendar-feed"))).feed,
});

/** The secret address under which others read the person's calendar. */
export const calendarFeed = {
  /** The whole address, which is told only now; one before it ends. */
  renew: async (): Promise<string> => `${location.origin}${(await bodyOf(api.POST("/api/v1/calendar-feed"))).path}`,
  end: async (): Promise<void> => {
    await api.DELETE("/api/v1/calendar-feed");
  },
};
