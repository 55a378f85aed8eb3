import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, runTool } from "../set-up.mjs";

/** Types of the public API for the web app's client, from the OpenAPI document of the standard catalog. */
export const file = "apps/web/src/generated/api.d.ts";

export async function make() {
  const folder = mkdtempSync(join(tmpdir(), "keshu-openapi-"));
  try {
    const document = join(folder, "openapi.json");
    const { status, output } = await runTool([join(root, "apps", "server", "print-openapi.ts"), document]);
    if (status !== 0) throw new Error(`The OpenAPI document was not made:\n${output}`);
    const types = join(folder, "api.d.ts");
    const cli = join(root, "apps", "web", "node_modules", "openapi-typescript", "bin", "cli.js");
    const made = await runTool([cli, document, "--output", types]);
    if (made.status !== 0) throw new Error(`openapi-typescript failed:\n${made.output}`);
    return readFileSync(types, "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
