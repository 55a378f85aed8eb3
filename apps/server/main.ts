import { createLogger, describeStartError, lockFolder, readConfig, releaseMemoryWhenIdle, startDatabase, terminalLocale, toStartError } from "@keshu/platform";
import { createServer } from "./compose.ts";
import { expectFreePort } from "./listen-on.ts";
import { readArguments } from "./read-arguments.ts";
import { startDemo } from "./start-demo.ts";
import { databaseLine, firstSignInLines, stepLine } from "./start-lines.ts";

const locale = terminalLocale();
const say = (line: string) => void process.stdout.write(`${line}\n`);

try {
  await start();
} catch (error) {
  const known = toStartError(error, process.env.DATA_DIR || "data");
  process.stderr.write(`${known ? describeStartError(known) : ((error as Error).stack ?? String(error))}\n`);
  process.exit(1);
}

async function start(): Promise<void> {
  const began = performance.now();
  const { roles, modules, demo } = readArguments(process.argv.slice(2));
  const config = readConfig();
  const log = createLogger({ level: config.logLevel, format: config.logFormat });
  const lock = config.databaseUrl ? null : lockFolder(config.dataDir);
  let stop = async () => lock?.release();
  let isStopping = false;
  const end = (code: number) => {
    if (isStopping) return;
    isStopping = true;
    const patience = setTimeout(() => process.exit(1), 25_000);
    patience.unref();
    stop()
      .catch((error: unknown) => log.error({ err: error }, "did not stop cleanly"))
      .finally(() => {
        log.flush();
        process.exit(code);
      });
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => end(0));
  process.on("disconnect", () => end(0)); // the process that started this one is gone
  process.on("unhandledRejection", (reason) => log.error({ err: reason }, "unhandled rejection"));
  process.on("uncaughtException", (error) => {
    log.error({ err: error }, "uncaught exception");
    end(1);
  });

  try {
    if (roles.includes("web")) await expectFreePort(config);
    const database = await startDatabase(config, log, (step, detail) => say(databaseLine(step, detail, locale)));
    stop = async () => {
      await database.stop();
      lock?.release();
    };
    say(databaseLine(database.kind, "", locale));
    const server = await createServer({
      config,
      database,
      log,
      roles,
      modules,
      onStep: (step, detail) => say(stepLine(step, detail, locale, (performance.now() - began) / 1000)),
    });
    const stopDatabase = stop;
    stop = async () => {
      await server.stop();
      await stopDatabase();
    };
    if (demo) await startDemo(server.services.db, locale);
    releaseMemoryWhenIdle();
    for (const line of firstSignInLines(server, config, locale)) say(line);
  } catch (error) {
    if (isStopping) return; // asked to stop in the middle of the start: what fails then is no fault
    await stop().catch(() => {});
    throw error;
  }
}
