import { type Locale, presentProblem } from "@keshu/kernel";
import type { BatchResult } from "@keshu/records";

/** A batch's results with the words of each refused row in the caller's language. */
export function presentBatch(result: BatchResult, locale: Locale): Omit<BatchResult, "results"> & { results: unknown[] } {
  if (result.failed === 0) return result;
  return {
    ...result,
    results: result.results.map((row) => (row.ok ? row : { ok: false, code: row.code, errors: row.errors.map((problem) => presentProblem(problem, locale)) })),
  };
}
