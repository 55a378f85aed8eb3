import type { Locale } from "@keshu/kernel";
import { currentCatalog, refreshCatalog, standardCatalog } from "@keshu/records";
import type { FastifyInstance } from "fastify";
import type { AppOptions } from "../app-options.ts";
import { localeOf } from "../authentication.ts";
import type { AnyEndpoint } from "../endpoint.ts";
import { sendText } from "../send.ts";
import { buildDocument } from "./build-document.ts";

/** `GET /openapi.json` for everyone, `GET /api/v1/openapi.json` for the caller. */
export function registerOpenApi(app: FastifyInstance, { db }: AppOptions, endpoints: readonly AnyEndpoint[]): void {
  const standard = new Map<Locale, string>();
  app.get("/openapi.json", { config: { access: "public" } }, (request, reply) => {
    const locale = request.headers["accept-language"] === undefined ? "en" : localeOf(request);
    let text = standard.get(locale);
    if (text === undefined) {
      text = JSON.stringify(buildDocument(standardCatalog(), endpoints, { principal: null, locale }));
      standard.set(locale, text);
    }
    reply.header("content-type", "application/json; charset=utf-8");
    return sendText(request, reply, text);
  });
  app.get("/api/v1/openapi.json", { config: { access: "signed_in" } }, async (request, reply) => {
    await refreshCatalog(db);
    const document = buildDocument(currentCatalog(), endpoints, { principal: request.identity?.principal ?? null, locale: localeOf(request) });
    reply.header("content-type", "application/json; charset=utf-8");
    return sendText(request, reply, JSON.stringify(document));
  });
}
