import { useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client.ts";
import { type DivisionChoice, divisionTree } from "./division-tree.ts";

/** Provinces, cities and areas as a tree, loaded when an address is entered and kept for the day. */
export function useDivisions(enabled: boolean): DivisionChoice[] | undefined {
  return useQuery({
    queryKey: ["divisions"],
    queryFn: async () => divisionTree((await bodyOf(api.GET("/api/v1/divisions"))).names as Record<string, string>),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    enabled,
  }).data;
}
