/**
 * Calls `stop` once on SIGTERM, SIGINT or SIGHUP, and when the process that started the server is gone, then ends
 * the process: exit code 0, or 1 when `stop` fails or takes over `patience` milliseconds (default 30,000). A second signal ends it at once.
 */
export function stopOnSignal(stop: (reason: string) => Promise<void>, patience = 30_000): void {
  let isStopping = false;
  async function begin(reason: string): Promise<void> {
    if (isStopping) {
      if (reason !== "SIGHUP" && reason !== "disconnect") process.exit(1);
      return;
    }
    isStopping = true;
    setTimeout(() => process.exit(1), patience).unref();
    try {
      await stop(reason);
      process.exit(0);
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    }
  }
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => void begin(signal));
  if (process.channel) {
    process.on("disconnect", () => void begin("disconnect"));
    process.channel.unref();
  }
}
