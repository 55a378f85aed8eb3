import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { KeshuApp } from "@keshu/http";
import { type Config, reasonOf, StartError } from "@keshu/platform";

/** Listens where the settings say; the address people use. @throws StartError PORT_USED, PORT_REFUSED */
export async function listenOn(app: KeshuApp, config: Pick<Config, "host" | "port" | "tls" | "publicUrl">): Promise<string> {
  const { host, port } = config;
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw refusal(error, { host, port });
  }
  if (config.publicUrl) return config.publicUrl;
  const address = app.server.address();
  const actual = typeof address === "object" && address ? address.port : port;
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `${config.tls ? "https" : "http"}://${name}:${actual}`;
}

/**
 * Tries the port before anything else is done, so that a wrong one is told at once. One that a server is just leaving is
 * waited for (`patience` milliseconds). @throws StartError PORT_USED, PORT_REFUSED
 */
export async function expectFreePort(config: Pick<Config, "host" | "port">, patience = 3_000): Promise<void> {
  const { host, port } = config;
  for (const until = Date.now() + patience; port !== 0; await sleep(100)) {
    const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      const probe = createServer().once("error", resolve);
      probe.listen({ host, port }, () => probe.close(() => resolve(undefined)));
    });
    if (!error) return;
    if (error.code !== "EADDRINUSE" || Date.now() >= until) throw refusal(error, config);
  }
}

function refusal(error: unknown, { host, port }: Pick<Config, "host" | "port">): StartError {
  if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return new StartError("PORT_USED", { port }, error);
  return new StartError("PORT_REFUSED", { host, port, reason: reasonOf(error) }, error);
}
