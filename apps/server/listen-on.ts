import type { KeshuApp } from "@keshu/http";
import { type Config, StartError } from "@keshu/platform";

/** Listens where the settings say; the address people use. @throws StartError PORT_USED, PORT_REFUSED */
export async function listenOn(app: KeshuApp, config: Pick<Config, "host" | "port" | "tls" | "publicUrl">): Promise<string> {
  const { host, port } = config;
  try {
    await app.listen({ host, port });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") throw new StartError("PORT_USED", { port }, error);
    throw new StartError("PORT_REFUSED", { host, port, reason: code ?? message }, error);
  }
  if (config.publicUrl) return config.publicUrl;
  const address = app.server.address();
  const actual = typeof address === "object" && address ? address.port : port;
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `${config.tls ? "https" : "http"}://${name}:${actual}`;
}
