import { writeFileSync } from "node:fs";
import { buildDocument } from "@keshu/http/openapi/build-document";
import { platformEndpoints } from "@keshu/http/platform-endpoints";
import { registerObjects, standardCatalog } from "@keshu/records";
import { modules } from "./modules.ts";
import type { Services } from "./server-module.ts";

// Writes the OpenAPI document of the standard catalog to the file named; needs no database: endpoints are declared, not run.
const services = {} as Services;
for (const module of modules) registerObjects(module.objects ?? []);
const endpoints = platformEndpoints(
  modules.flatMap((module) => module.endpoints?.(services) ?? []),
  services.files,
);
writeFileSync(process.argv[2] as string, JSON.stringify(buildDocument(standardCatalog(), endpoints, { principal: null, locale: "en" })));
