import { join } from "node:path";
import { root, runToEnd, setUp } from "./set-up.mjs";

await setUp();
runToEnd([join(root, "apps", "server", "main.ts"), ...process.argv.slice(2)], { ipc: true });
