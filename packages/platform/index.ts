export * from "./config.ts";
export * from "./database.ts";
export * from "./files.ts";
export * from "./folder-lock.ts";
export * from "./health.ts";
export * from "./jobs.ts";
export { listenTo } from "./listen.ts";
export * from "./migrations.ts";
export * from "./nodes.ts";
export { releaseMemoryWhenIdle } from "./release-memory.ts";
export * from "./start-database.ts";
export * from "./start-error.ts";
export { reasonOf } from "./start-reasons.ts";
export * from "./telemetry/logger.ts";
export * from "./telemetry/metrics.ts";

/** The platform's own tables. */
export const platformMigrations = { source: "platform", directory: new URL("./migrations/", import.meta.url) };
