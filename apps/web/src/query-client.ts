import { QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./api/problem.ts";

/** Tries again what may pass by itself: a lost connection, a busy server. Never what was refused. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => failures < 2 && (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500),
      refetchOnWindowFocus: false,
    },
    mutations: { retry: false },
  },
});
