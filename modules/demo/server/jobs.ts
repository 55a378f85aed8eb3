import type { Database } from "@keshu/kernel";
import type { JobHandler } from "@keshu/platform/server-module";
import { makeJob, removeJob } from "./endpoints.ts";
import { makeRecords } from "./make-records.ts";
import { removeDemo } from "./remove-demo.ts";
import { updateRun } from "./run-store.ts";

const queue = "demo";
const maxAttempts = 5;

/** Making and removing in the background; a server that dies leaves the rest to another one. */
export function demoJobs({ db }: { db: Database }): JobHandler[] {
  const run = (work: typeof makeRecords): JobHandler["run"] => {
    return async (payload, { signal, isLastAttempt }) => {
      const { id } = payload as { id: string };
      try {
        await work(db, id, { signal });
      } catch (error) {
        if (isLastAttempt) await updateRun(db, id, { state: "failed" });
        throw error;
      }
    };
  };
  return [
    { name: makeJob, queue, maxAttempts, run: run(makeRecords) },
    { name: removeJob, queue, maxAttempts, run: run(removeDemo) },
  ];
}
