export const migrations = { source: "demo", directory: new URL("./migrations/", import.meta.url) };
export { type BegunDemo, beginDemo } from "./server/begin-demo.ts";
export { demoEndpoints as endpoints, makeJob } from "./server/endpoints.ts";
export { demoJobs as jobs } from "./server/jobs.ts";
export { makeRecords } from "./server/make-records.ts";
export { lastRun } from "./server/run-store.ts";
