import { QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./api/problem.ts";

/** Tries again what may pass by itself: a lost connection, a busy server. Never what was refused. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: followCatalog }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => failures < 2 && (!(error instanceof ApiProblem) || error.status === 0 || error.status === 429 || error.status >= 500),
      retryDelay: pauseBefore,
      refetchOnWindowFocus: false,
    },
    mutations: { retry: false },
  },
});

/** A busy server says itself when to come again. */
function pauseBefore(failures: number, error: unknown): number {
  const wished = error instanceof ApiProblem ? error.waitFor : undefined;
  return wished ? Math.min(wished, 30_000) : 1000 * 2 ** failures;
}

/** A field or object this page still knows may be gone, or new: the catalog is read again. */
function followCatalog(error: unknown): void {
  if (error instanceof ApiProblem && (error.code === "UNKNOWN_FIELD" || error.code === "UNKNOWN_OBJECT"))
    void queryClient.invalidateQueries({ queryKey: ["catalog"] });
}
