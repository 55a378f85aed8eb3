import { queryOptions } from "@tanstack/react-query";
import { queryClient } from "../query-client.ts";
import { api, bodyOf } from "./client.ts";
import type { Answer, Schema } from "./contract.ts";

export type DemoStatus = Schema<"DemoCompany">;
export type BegunDemo = Answer<"/api/v1/demo", "post">;

const isBusy = (status: DemoStatus | undefined): boolean => status?.state === "making" || status?.state === "removing";

/** How far the demo company is; asked again and again while something happens to it. */
export const demoQuery = queryOptions({
  queryKey: ["demo"],
  queryFn: async (): Promise<DemoStatus> => {
    const before = queryClient.getQueryData<DemoStatus>(["demo"]);
    const status = await bodyOf(api.GET("/api/v1/demo"));
    // everything on the other pages is another now
    if (isBusy(before) && !isBusy(status)) void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "demo" });
    return status;
  },
  refetchInterval: ({ state }) => (isBusy(state.data) ? 600 : false),
});

/** Accounts of the company made in this visit; their password is told by nobody else. */
export const begunDemoKey = ["demo-accounts"] as const;

export const demo = {
  make: async (): Promise<BegunDemo> => {
    const begun = await bodyOf(api.POST("/api/v1/demo", { body: {} }));
    queryClient.setQueryDefaults(begunDemoKey, { gcTime: Number.POSITIVE_INFINITY, staleTime: Number.POSITIVE_INFINITY });
    queryClient.setQueryData(begunDemoKey, begun);
    await queryClient.invalidateQueries({ queryKey: demoQuery.queryKey });
    return begun;
  },
  remove: async (): Promise<void> => {
    await api.DELETE("/api/v1/demo");
    await queryClient.invalidateQueries({ queryKey: demoQuery.queryKey });
  },
};
