type Json = Record<string, unknown>;

const problem = { $ref: "#/components/responses/Problem" };
const text = (type: string) => ({ description: "OK", content: { [type]: { schema: { type: "string" } } } });
const document = { description: "OK", content: { "application/json": { schema: { type: "object", additionalProperties: true } } } };

/** What is served beside the declared endpoints. */
export function platformPaths(): Record<string, Record<string, Json>> {
  const open = (operationId: string, summary: string, responses: Json): Json => ({
    operationId,
    summary,
    tags: ["platform"],
    security: [],
    responses: { ...responses, default: problem },
    "x-keshu": { access: "public" },
  });
  const status = {
    description: "Ready or not.",
    content: {
      "application/json": { schema: { type: "object", properties: { status: { type: "string", enum: ["ok", "unavailable"] } }, required: ["status"] } },
    },
  };
  return {
    "/": { get: open("read_web_app", "The web app", { 200: text("text/html") }) },
    "/health": { get: open("read_health", "Whether the server is ready", { 200: status, 503: status }) },
    "/metrics": { get: open("read_metrics", "Prometheus metrics; from this machine or with the metrics token", { 200: text("text/plain") }) },
    "/openapi.json": { get: open("read_openapi", "OpenAPI of the standard catalog", { 200: document }) },
    "/docs": { get: open("read_docs", "This page", { 200: text("text/html") }) },
    "/api/v1/openapi.json": {
      get: {
        operationId: "read_own_openapi",
        summary: "OpenAPI with the custom objects and fields you may see",
        tags: ["platform"],
        responses: { 200: document, 401: problem, default: problem },
        "x-keshu": { access: "signed_in" },
      },
    },
    "/api/v1/live": {
      get: {
        operationId: "open_live_socket",
        summary: "WebSocket of changes: frames equal rows of /api/v1/changes",
        description:
          'Signed in by cookie, Authorization header, or a first frame `{"type":"authenticate","token"}`. `{"type":"ping"}` is answered with `{"type":"pong"}`. `{"type":"subscribe","topics":["notifications","presence:<object>:<id>"]}` (and `unsubscribe`) is answered with `{"type":"subscribed","topic"}` for each and adds frames `{"type":"notification",…}` and `{"type":"presence","object","id","users":[{"id","name","is_editing"}]}`; `{"type":"presence","object","id","is_editing"}` tells others that you look at a record you may read. Close codes: 4401 not signed in, 4408 too slow, 4429 too many frames, 1001 going away.',
        tags: ["changes"],
        security: [],
        responses: { 101: { description: "Switching protocols." }, default: problem },
        "x-keshu": { access: "public", operation: "live" },
      },
    },
  };
}
