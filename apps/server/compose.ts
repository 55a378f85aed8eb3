import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createApp, type KeshuApp } from "@keshu/http";
import { inLocale } from "@keshu/kernel";
import {
  configureSecrets,
  connectAuditLog,
  ensureFirstAdministrator,
  followIdentity,
  identify,
  identityChannel,
  invalidateIdentity,
  onIdentityChange,
  principalOfUser,
  sessionLimits,
  startAuditSealing,
  systemContext,
} from "@keshu/people";
import {
  type Config,
  createHealth,
  createMetrics,
  type Logger,
  listenTo,
  measureDatabase,
  openFileStore,
  prepareJobs,
  releaseJobs,
  runMigrations,
  type StartedDatabase,
  startJobs,
  startNode,
  terminalLocale,
} from "@keshu/platform";
import {
  currentCatalog,
  loadCatalog,
  onCatalogChange,
  registerObjects,
  registerRules,
  resetCatalog,
  setCatalogBarrier,
  settleAddedUnique,
  startChangeTail,
  startConsumers,
  syncSchema,
} from "@keshu/records";
import { readCompany } from "@keshu/workspace";
import { createHeadNotes } from "./audit-head.ts";
import { listenOn } from "./listen-on.ts";
import { measureChanges } from "./measure-changes.ts";
import { modules as allModules } from "./modules.ts";
import type { ServerModule, Services } from "./server-module.ts";
import { watchLag } from "./watch-lag.ts";

export type Role = "web" | "worker";
export type Step = "migrations" | "index" | "catalog" | "administrator" | "jobs" | "listening";

export interface ServerOptions {
  config: Config;
  database: StartedDatabase;
  log: Logger;
  roles?: readonly Role[];
  modules?: readonly ServerModule[];
  /** Told when something is done; `detail` is a count or an address. */
  onStep?: (step: Step, detail: string) => void;
  /** Limits of sign-in and anonymous calls a minute; tests switch them off with 0. */
  limits?: { signInsPerMinute?: number; anonymousPerMinute?: number };
}

export interface RunningServer {
  /** null without the role "web". */
  url: string | null;
  app: KeshuApp | null;
  services: Services;
  /** The first sign-in, when this start made one. */
  firstAdministrator: { email: string; password?: string } | null;
  /** Finishes what runs, then lets go of everything but the database, which is the caller's. */
  stop(): Promise<void>;
}

/** The whole server on a started database: migrations, catalog, first administrator, jobs, change tail, HTTP. */
export async function createServer(options: ServerOptions): Promise<RunningServer> {
  const { config, database, log, roles = ["web", "worker"], modules = allModules, onStep = () => {} } = options;
  const { db } = database;
  const ends: (() => Promise<unknown> | unknown)[] = [];
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await Promise.resolve(end()).catch((error: unknown) => log.warn({ err: error }, "stopping"));
  };
  const onError = (error: unknown) => log.warn({ err: error }, "background work failed; it is tried again");
  try {
    const migrated = await runMigrations(
      db,
      modules.flatMap((module) => module.migrations ?? []),
    );
    await prepareJobs(db);
    onStep("migrations", String(migrated.applied.length));
    if (migrated.changed.length) log.warn({ files: migrated.changed }, "migrations were edited after they ran");

    resetCatalog();
    for (const module of modules) registerObjects(module.objects ?? []);
    registerRules(modules.flatMap((module) => module.rules ?? []));
    await syncSchema(db, await loadCatalog(db), (object) => onStep("index", inLocale(object.label, terminalLocale())));
    for (const { object, fields, error } of await settleAddedUnique(db))
      log.warn({ err: error, object, fields }, "a combination of fields cannot be unique with what is stored; it was taken back");
    onStep("catalog", String(currentCatalog().objects.length));

    Object.assign(sessionLimits, { maximumDays: config.sessionDays, idleMinutes: config.sessionIdleMinutes });
    configureSecrets({ secret: process.env.KESHU_SECRET, dataDir: config.dataDir });
    connectAuditLog();
    const firstAdministrator = await ensureFirstAdministrator(db, config);
    for (const module of modules) await module.seed?.(systemContext(db, "start"));
    onStep("administrator", firstAdministrator?.email ?? "");

    const auditHead = createHeadNotes(config.dataDir, config.auditDays);
    const services: Services = {
      db,
      files: openFileStore(join(config.dataDir, "files")),
      log,
      auditDays: config.auditDays,
      recycleDays: config.recycleDays,
      noteAuditStart: auditHead.noteStart,
    };
    const node = await startNode({
      db,
      onError,
      onNodeLost: ({ workerIds }) => releaseJobs(db, workerIds),
      onNewerCatalog: async () => {
        const catalog = await loadCatalog(db);
        await node.publishCatalogVersion(catalog.version);
      },
    });
    ends.push(() => node.stop());
    setCatalogBarrier(async (version) => {
      await node.publishCatalogVersion(version);
      await node.waitForCatalogVersion(version);
    });
    await node.publishCatalogVersion(currentCatalog().version);
    ends.push(onCatalogChange((catalog) => void node.publishCatalogVersion(catalog.version).catch(onError)));
    const follower = followIdentity(db, (onMessage) => listenTo(db.url, identityChannel, onMessage));
    ends.push(() => follower.stop());

    if (roles.includes("worker")) {
      const handlers = modules.flatMap((module) => module.jobs?.(services) ?? []);
      const jobs = config.jobs > 0 ? await startJobs({ db, handlers, node, log, concurrency: config.jobs }) : null;
      ends.push(() => jobs?.stop());
      const consumers = startConsumers({
        db,
        consumers: modules.flatMap((module) => module.consumers?.(services) ?? []),
        onError: (name, error) => log.warn({ err: error, consumer: name }, "a reader of the change log failed"),
      });
      ends.push(() => consumers.stop());
      await auditHead.check(db, log);
      const sealing = startAuditSealing(db, { onError, onHead: auditHead.note });
      ends.push(() => sealing.stop());
      const lag = watchLag(db, log);
      ends.push(() => lag.stop());
      onStep("jobs", String(handlers.length));
    }
    if (!roles.includes("web")) return { url: null, app: null, services, firstAdministrator, stop };

    const tail = await startChangeTail({ db, onError });
    ends.push(() => tail.stop());
    const identityObjects = new Set(["user", "role", "department"]);
    tail.observe((rows) => {
      if (rows.some((row) => identityObjects.has(row.object))) invalidateIdentity();
    });
    const live = { ...services, nodeId: node.id, observe: tail.observe, onError };
    const topics = modules.flatMap((module) => module.topics?.(live) ?? []);
    ends.push(() => Promise.all(topics.map((topic) => topic.stop?.())));
    const metrics = createMetrics();
    measureDatabase(metrics, db);
    measureChanges(metrics, db);
    const health = createHealth();
    health.require("database", () => db.isReachable());
    const app = await createApp({
      db,
      authenticate: identify(db),
      principalOf: (ctx, userId) => principalOfUser(ctx.db, userId, { isForeseen: true }),
      onIdentityChange,
      endpoints: modules.flatMap((module) => module.endpoints?.(services) ?? []),
      config: {
        trustProxy: config.trustProxy,
        ...(config.tls ? { tls: config.tls } : {}),
        ...(config.metricsToken ? { metricsToken: config.metricsToken } : {}),
        webRoot: fileURLToPath(new URL("../web/dist/", import.meta.url)),
        logsRequests: config.logLevel === "info" || config.logLevel === "debug" || config.logLevel === "trace",
        ...options.limits,
      },
      logger: log,
      metrics,
      files: services.files,
      pageData: async () => ({ company: await readCompany(db) }),
      changes: tail,
      topics,
      isReady: () => health.isReady(),
    });
    ends.push(() => app.shutDown());
    const url = await listenOn(app, config);
    onStep("listening", url);
    return { url, app, services, firstAdministrator, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
