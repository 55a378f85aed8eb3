import type { AnyEndpoint } from "@keshu/http/endpoint";
import type { JobHandler } from "@keshu/platform/server-module";
import { exportEndpoints } from "./endpoints/export-endpoints.ts";
import { importEndpoints } from "./endpoints/import-endpoints.ts";
import { exportJob } from "./exporting/create-export.ts";
import { runExport } from "./exporting/run-export.ts";
import { importJob } from "./importing/create-import.ts";
import { runImport } from "./importing/run-import.ts";
import type { TransferSeams } from "./seams.ts";
import { sweepTransfers } from "./sweep-transfers.ts";

export type { TransferSeams } from "./seams.ts";

export const migrations = { source: "transfer", directory: new URL("./migrations/", import.meta.url) };

/** Killed servers use up attempts too: an import goes on however often that happens. */
const attempts = 1000;

/** Import and export: what the server composes. */
export function endpoints(seams: TransferSeams): AnyEndpoint[] {
  return [...importEndpoints(seams), ...exportEndpoints(seams)];
}

export function jobHandlers(seams: TransferSeams): JobHandler[] {
  return [
    { name: importJob, maxAttempts: attempts, run: (payload, { signal }) => runImport(seams, idOf(payload), { signal }) },
    { name: exportJob, maxAttempts: attempts, run: (payload, { signal, attempt }) => runExport(seams, idOf(payload), { signal, attempt }) },
    { name: "transfer.sweep", schedule: "23 2 * * *", run: () => sweepTransfers(seams.db) },
  ];
}

function idOf(payload: unknown): string {
  return (payload as { id: string }).id;
}
