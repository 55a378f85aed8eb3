// Types of the web app's API client, from the OpenAPI document of the standard catalog.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fail, root, runTool } from "../set-up.mjs";

export const file = "apps/web/src/generated/api.d.ts";

export async function make() {
  const folder = mkdtempSync(join(tmpdir(), "keshu-openapi-"));
  const path = join(folder, "openapi.json");
  const { status, output } = await runTool([join(root, "apps", "server", "print-openapi.ts"), path]);
  if (status !== 0) fail(output, output);
  const document = JSON.parse(readFileSync(path, "utf8"));
  rmSync(folder, { recursive: true });
  const web = createRequire(join(root, "apps", "web", "package.json"));
  const { default: openapiTypes, astToString } = web("openapi-typescript");
  const types = await openapiTypes(withoutProse(document), { alphabetize: false, silent: true });
  return `// Generated from the OpenAPI document by npm run generate.\n${astToString(types)}`;
}

/** Titles, examples and descriptions are for readers of the API page; in the types they would be most of the file. */
function withoutProse(value, isNameMap = false) {
  if (Array.isArray(value)) return value.map((inner) => withoutProse(inner));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isNameMap || !["title", "examples", "example", "description", "summary", "default"].includes(key))
      .map(([key, inner]) => [
        key,
        withoutProse(inner, !isNameMap && ["properties", "schemas", "parameters", "responses", "paths"].includes(key) && !Array.isArray(inner)),
      ]),
  );
}
