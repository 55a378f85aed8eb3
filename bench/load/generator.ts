import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Job, Measurement } from "./job.ts";

export interface Generator {
  run(job: Job): Promise<Measurement>;
  stop(): void;
}

export function startGenerator(): Generator {
  const child = fork(fileURLToPath(new URL("./process.ts", import.meta.url)), { serialization: "advanced" });
  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        child.once("message", (answer: { ok: true; result: Measurement } | { ok: false; error: string }) =>
          answer.ok ? resolve(answer.result) : reject(new Error(answer.error)),
        );
        child.send(job);
      }),
    stop: () => {
      child.kill();
    },
  };
}
