import { rmSync } from "node:fs";
import { startEmbeddedPostgres } from "../embedded-postgres.ts";
import { testSettings } from "./shared-postgres.ts";

// Prints the URL of a throw-away server in the given folder and runs until standard input ends.
const folder = process.argv[2];
if (!folder) throw new Error("Give a folder");
const server = await startEmbeddedPostgres({ dataDir: folder, settings: testSettings });
process.stdout.write(`${server.url}\n`);
let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await server.stop();
  rmSync(folder as string, { recursive: true, force: true });
  process.exit(0);
}
process.stdin.on("end", stop).resume();
process.on("SIGTERM", stop);
process.on("SIGINT", () => {}); // Ctrl-C reaches the whole group; whoever started this closes standard input
