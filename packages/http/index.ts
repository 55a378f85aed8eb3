export { createApp, type KeshuApp } from "./app.ts";
export type { AppOptions, HttpConfig, HttpLogger, HttpMetrics } from "./app-options.ts";
export { type Authenticate, anonymousPrincipal, contextOf, type Identity, localeOf, sessionCookie } from "./authentication.ts";
export { isSameOrigin } from "./csrf.ts";
export { type Answer, type AnyEndpoint, defineEndpoint, type Endpoint } from "./endpoint.ts";
export { sweepIdempotencyKeys } from "./idempotency.ts";
export type { ChangeSource } from "./live/change-source.ts";
export type { LiveSession, LiveTopic } from "./live/topic.ts";
export { type Upload, type UploadedFile, uploadOf } from "./multipart.ts";
