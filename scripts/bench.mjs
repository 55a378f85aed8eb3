import { join } from "node:path";
import { root, runToEnd, setUp } from "./set-up.mjs";

await setUp({ web: false });
runToEnd([join(root, "bench", "run.ts"), ...process.argv.slice(2)]);
