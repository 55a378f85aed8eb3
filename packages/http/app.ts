import { randomBytes } from "node:crypto";
import multipart from "@fastify/multipart";
import { ApplicationError, createError } from "@keshu/kernel";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { type AppOptions, silentLogger } from "./app-options.ts";
import { type Identity, tokenOf } from "./authentication.ts";
import { answerClientError, headerLimit } from "./client-error.ts";
import { checkOrigin } from "./csrf.ts";
import { registerDocs } from "./docs.ts";
import { registerHealth } from "./health.ts";
import { parseJsonBodies } from "./json-body.ts";
import { registerLive } from "./live/register-live.ts";
import { readableSize } from "./multipart.ts";
import { registerOpenApi } from "./openapi/routes.ts";
import { platformEndpoints } from "./platform-endpoints.ts";
import { sendProblem } from "./problem.ts";
import { createRateLimit } from "./rate-limit.ts";
import { registerRecords } from "./records/register-records.ts";
import { registerEndpoint } from "./register-endpoint.ts";
import { apiHeaders } from "./security-headers.ts";
import { trustedProxies } from "./trusted-proxies.ts";
import { registerWebApp } from "./web-app.ts";

/** Largest JSON body, where an endpoint does not say otherwise. */
export const defaultBodyLimit = 1024 * 1024;

export interface KeshuApp extends FastifyInstance {
  /** Answers new requests with 503 SHUTTING_DOWN, lets running ones finish (at most `graceMs`), closes. */
  shutDown(graceMs?: number): Promise<void>;
}

/** The whole HTTP side on one Fastify instance: endpoints, records, catalog, files, live socket, OpenAPI, web app. */
export async function createApp(options: AppOptions): Promise<KeshuApp> {
  const { db, config = {}, logger = silentLogger } = options;
  const boot = randomBytes(5).toString("hex");
  let counter = 0;
  const app = Fastify({
    logger: false,
    bodyLimit: defaultBodyLimit,
    genReqId: () => `${boot}-${(++counter).toString(36)}`,
    trustProxy: trustedProxies(config.trustProxy),
    return503OnClosing: false,
    forceCloseConnections: "idle",
    requestTimeout: 30 * 60_000, // a large import over a slow line
    keepAliveTimeout: 72_000,
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => void sendProblem(error, request, reply, logger),
    clientErrorHandler: answerClientError,
    ...(config.tls ? { https: { ...config.tls, maxHeaderSize: headerLimit } } : { http: { maxHeaderSize: headerLimit } }),
  } as object) as unknown as FastifyInstance;

  let isDraining = false;
  let wakeReaders = () => {};
  const running = new Set<FastifyRequest>();
  const limits = { anonymous: createRateLimit(config.anonymousPerMinute ?? 600), signIn: createRateLimit(config.signInsPerMinute ?? 60) };
  const headers = apiHeaders(Boolean(config.tls));
  app.decorateRequest("identity", null);
  app.decorateRequest("tokenSource", null);
  parseJsonBodies(app);

  function admit(request: FastifyRequest, identity: Identity | null): void {
    request.identity = identity;
    const access = request.routeOptions.config.access;
    if (access === undefined) return;
    if (identity === null) {
      const isSignIn = request.routeOptions.url === "/api/v1/sign-in";
      (isSignIn ? limits.signIn : limits.anonymous).take(request.ip);
      if (access !== "public") throw createError("UNAUTHENTICATED");
    } else if (identity.mustChangePassword && access !== "public" && !request.routeOptions.config.allowsOneTimePassword) {
      throw createError("PASSWORD_CHANGE_REQUIRED");
    } else if (typeof access === "object" && !identity.principal.isAdministrator && !identity.principal.may(access.permission)) throw createError("FORBIDDEN");
    checkOrigin(request);
  }

  app.addHook("onRequest", (request, reply, done) => {
    reply.headers(headers);
    reply.header("x-request-id", request.id);
    if (isDraining) return done(createError("SHUTTING_DOWN"));
    if (request.headers.upgrade === undefined) running.add(request); // sockets are closed, not waited for
    try {
      const found = request.routeOptions.config?.access === undefined ? null : tokenOf(request);
      if (found === null) {
        admit(request, null);
        return done();
      }
      request.tokenSource = found.source;
      const identity = options.authenticate(found.token, { ip: request.ip, userAgent: request.headers["user-agent"] });
      if (identity === null || !("then" in identity)) {
        admit(request, identity);
        return done();
      }
      identity.then((checked) => admit(request, checked)).then(() => done(), done);
    } catch (error) {
      done(error as Error);
    }
  });
  app.addHook("onResponse", (request, reply, done) => {
    running.delete(request);
    if (request.method !== "GET" && reply.statusCode < 400) wakeReaders();
    const route = request.routeOptions.url ?? "unknown";
    options.metrics?.observe({ method: request.method, route, status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
    if (request.routeOptions.url === "/api/v1/sign-in" && reply.statusCode < 400) limits.signIn.give(request.ip);
    if (config.logsRequests) {
      logger.request({
        request_id: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        user: request.identity?.principal.userId,
      });
    }
    done();
  });
  app.addHook("onRequestAbort", (request, done) => {
    running.delete(request);
    done();
  });
  app.setErrorHandler((error, request, reply) => sendProblem(sized(error, request), request, reply, logger));

  const endpoints = platformEndpoints(options.endpoints, options.files);
  await app.register(async (scope) => {
    await scope.register(multipart);
    for (const endpoint of endpoints) if (endpoint.consumes) registerEndpoint(scope, db, endpoint);
  });
  for (const endpoint of endpoints) if (!endpoint.consumes) registerEndpoint(app, db, endpoint);
  registerRecords(app, options);
  const live = await registerLive(app, options);
  wakeReaders = () => void (live.count() > 0 && options.changes?.wake?.());
  registerHealth(app, options, () => isDraining);
  registerOpenApi(app, options, endpoints);
  registerDocs(app);
  await registerWebApp(app, config.webRoot, options.pageData);

  return Object.assign(app, {
    async shutDown(graceMs = 20_000) {
      isDraining = true;
      live.close();
      const until = Date.now() + graceMs;
      while (running.size > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
      app.server.closeAllConnections();
      await app.close();
    },
  });
}

/** Names the limit that a body broke, which only the route knows. */
function sized(error: unknown, request: FastifyRequest): unknown {
  if ((error as { code?: string }).code !== "FST_ERR_CTP_BODY_TOO_LARGE") return error;
  return new ApplicationError("PAYLOAD_TOO_LARGE", { params: { limit: readableSize(request.routeOptions.bodyLimit ?? defaultBodyLimit) } });
}
