import * as demo from "@keshu/demo";
import { linkFiles } from "@keshu/http/files/link-files";
import { sweepIdempotencyKeys } from "@keshu/http/idempotency";
import { recycleBinEndpoint } from "@keshu/http/records/recycle-bin-endpoint";
import * as people from "@keshu/people";
import { platformMigrations } from "@keshu/platform";
import { expireShares, historyConsumer, pruneChanges, purgeExpired, refreshSearch } from "@keshu/records";
import * as sales from "@keshu/sales";
import * as transfer from "@keshu/transfer";
import * as workspace from "@keshu/workspace";
import { principalOf } from "./principal-of.ts";
import type { ServerModule } from "./server-module.ts";

/** Days the change log is kept; readers that come later get 410 and fetch a snapshot. */
const changeDays = 14;

const packageFolder = (name: string) => new URL(`../../packages/${name}/migrations/`, import.meta.url);

/** Everything the server is made of, in the order of migrations and seeds. */
export const modules: readonly ServerModule[] = [
  {
    name: "platform",
    isCore: true,
    migrations: platformMigrations,
    jobs: ({ db, files }) => [{ name: "files.sweep", schedule: "17 * * * *", run: async () => void (await files.sweep(db)) }],
  },
  {
    name: "records",
    isCore: true,
    migrations: { source: "records", directory: packageFolder("records") },
    consumers: () => [historyConsumer],
    endpoints: ({ recycleDays }) => [recycleBinEndpoint(recycleDays)],
    jobs: ({ db, recycleDays }) => [
      {
        name: "bin.empty",
        schedule: "11 2 * * *",
        run: async (_payload, { signal }) => void (await purgeExpired(people.systemContext(db, "retention"), recycleDays, signal)),
      },
      { name: "changes.prune", schedule: "31 3 * * *", run: async () => void (await pruneChanges(db, changeDays)) },
      { name: "shares.expire", schedule: "* * * * *", run: async () => void (await expireShares(db)) },
      {
        name: "search.refresh",
        queue: "search.refresh",
        schedule: "* * * * *",
        run: async (_payload, { signal }) => void (await refreshSearch(db, { signal })),
      },
    ],
  },
  {
    name: "http",
    isCore: true,
    migrations: { source: "http", directory: packageFolder("http") },
    consumers: () => [linkFiles],
    jobs: ({ db }) => [{ name: "idempotency.sweep", schedule: "43 * * * *", run: async () => void (await sweepIdempotencyKeys(db)) }],
  },
  {
    name: "people",
    isCore: true,
    objects: people.objects,
    rules: people.rules,
    migrations: people.migrations,
    endpoints: () => people.endpoints,
    jobs: ({ db, auditDays, noteAuditStart }) => [
      { name: "sessions.sweep", schedule: "7 4 * * *", run: async () => people.forgetOldSessions(db) },
      { name: "audit.prune", schedule: "23 4 * * *", run: async () => void (await people.pruneAuditLog(db, auditDays, noteAuditStart)) },
    ],
  },
  {
    name: "workspace",
    isCore: true,
    migrations: workspace.migrations,
    endpoints: workspace.endpoints,
    consumers: () => [workspace.notificationConsumer],
    jobs: workspace.jobs,
    topics: workspace.topics,
    seed: async () => workspace.connectNotifications(),
  },
  {
    name: "transfer",
    isCore: true,
    migrations: transfer.migrations,
    endpoints: (services) => transfer.endpoints({ ...services, principalOf }),
    jobs: (services) => transfer.jobHandlers({ ...services, principalOf }),
  },
  {
    name: "sales",
    objects: sales.objects,
    rules: sales.rules,
    migrations: sales.migrations,
    endpoints: () => sales.endpoints(people.principalOfUser),
    jobs: ({ db }) => [
      { name: "reminders.send", schedule: "* * * * *", run: async () => void (await sales.sendReminders(people.systemContext(db, "reminder"))) },
      {
        name: sales.restallJob,
        run: (payload, { signal }) => sales.restallAll(people.systemContext(db, "rule"), (payload as { pipelineId: string }).pipelineId, signal),
      },
    ],
    seed: sales.seed,
  },
  {
    name: "demo",
    isCore: true,
    migrations: demo.migrations,
    endpoints: () => demo.endpoints,
    jobs: demo.jobs,
  },
];
