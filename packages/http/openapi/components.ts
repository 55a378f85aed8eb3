import { actions, errorTexts } from "@keshu/kernel";

type JsonSchema = Record<string, unknown>;

const kindList = {
  type: "array",
  items: { type: "string", maxLength: 63 },
  maxItems: 50,
  description: "Paths of what shall go along, such as `contacts`; default: what belongs to such records. `belongings` of the object names them.",
};
export const movedCounts = {
  type: "object",
  additionalProperties: { type: "integer", minimum: 0, maximum: 2_147_483_647 },
  description: "How many records went along, by path.",
};
const idList = { type: "array", items: { type: "string", format: "uuid" }, maxItems: 10_000 };
const bothLanguages = { type: "object", properties: { zh: { type: "string" }, en: { type: "string" } }, required: ["zh", "en"] };
const tagList = { type: "array", items: { type: "string", minLength: 1, maxLength: 100 }, maxItems: 100 };

/** Schemas that do not depend on the catalog. */
export const sharedSchemas: Record<string, JsonSchema> = {
  Problem: {
    type: "object",
    description: "RFC 9457 problem document.",
    properties: {
      type: { type: "string" },
      title: { type: "string", description: "In the language of Accept-Language." },
      status: { type: "integer", minimum: 400, maximum: 599 },
      code: { type: "string", enum: Object.keys(errorTexts) },
      detail: { type: "string" },
      errors: {
        type: "array",
        items: { $ref: "#/components/schemas/ProblemAt" },
      },
      request_id: { type: "string" },
    },
    required: ["type", "title", "status", "code", "request_id"],
    additionalProperties: true,
  },
  ProblemAt: {
    type: "object",
    properties: { path: { type: "string", examples: ["records.3.name"] }, code: { type: "string" }, message: { type: "string" } },
    required: ["path", "code", "message"],
  },
  BatchResult: {
    type: "object",
    properties: {
      results: {
        type: "array",
        items: {
          oneOf: [
            {
              type: "object",
              properties: {
                ok: { const: true },
                id: { type: "string", format: "uuid" },
                outcome: { type: "string", enum: ["created", "updated", "unchanged", "deleted", "restored", "purged", "skipped"] },
                version: { type: "integer", description: "After an update." },
                previous: {
                  type: "object",
                  additionalProperties: true,
                  description: "Of bulk commands and batch updates: what the changed fields held before, also those a rule changed along.",
                },
                along: {
                  type: "object",
                  additionalProperties: { type: "array", items: { $ref: "#/components/schemas/MovedAlong" } },
                  description: "Of transfers: what went along with the record, by path, each with what undoes it.",
                },
              },
              required: ["ok", "id", "outcome"],
            },
            {
              type: "object",
              properties: { ok: { const: false }, code: { type: "string" }, errors: { type: "array", items: { $ref: "#/components/schemas/ProblemAt" } } },
              required: ["ok", "code", "errors"],
            },
          ],
        },
      },
      created: { type: "integer", minimum: 0, maximum: 10_000 },
      updated: { type: "integer", minimum: 0, maximum: 10_000 },
      unchanged: { type: "integer", minimum: 0, maximum: 10_000 },
      failed: { type: "integer", minimum: 0, maximum: 10_000 },
      moved: { ...movedCounts, description: "Of transfers: how many records went along, by path." },
    },
    required: ["results", "created", "updated", "unchanged", "failed"],
  },
  MovedAlong: {
    type: "object",
    properties: {
      id: { type: "string", format: "uuid" },
      version: { type: "integer" },
      previous: { type: "object", additionalProperties: true },
    },
    required: ["id"],
  },
  IdsInput: { type: "object", properties: { ids: idList }, required: ["ids"], additionalProperties: false },
  BatchTransferInput: {
    type: "object",
    properties: { ids: idList, owner_id: { type: "string", format: "uuid" }, with: kindList },
    required: ["ids", "owner_id"],
    additionalProperties: false,
  },
  BatchTagsInput: {
    type: "object",
    properties: { ids: idList, add: tagList, remove: tagList },
    required: ["ids"],
    additionalProperties: false,
  },
  Aggregate: { type: "object", properties: { data: { type: "array", items: { type: "object", additionalProperties: true } } }, required: ["data"] },
  Team: { type: "object", properties: { members: { type: "array", items: { $ref: "#/components/schemas/TeamMember" } } }, required: ["members"] },
  TeamMember: {
    type: "object",
    properties: {
      user_id: { type: "string", format: "uuid" },
      access: { type: "string", enum: ["read", "write"] },
      until: { type: ["string", "null"], format: "date-time" },
    },
    required: ["user_id", "access"],
  },
  TeamInput: {
    type: "object",
    properties: { members: { type: "array", maxItems: 200, items: { $ref: "#/components/schemas/TeamMember" } } },
    required: ["members"],
    additionalProperties: false,
  },
  Access: {
    type: "object",
    properties: {
      can: { type: "object", additionalProperties: { type: "boolean" } },
      because: { type: "array", items: { $ref: "#/components/schemas/AccessReason" } },
    },
    required: ["can", "because"],
  },
  AccessReason: {
    type: "object",
    properties: {
      rule: { type: "string", enum: ["administrator", "baseline", "all", "owner", "report", "department", "team"] },
      action: { type: "string", enum: [...actions] },
      label: bothLanguages,
      detail: { type: ["string", "null"], description: "The owner, department or end of the share it rests on." },
      roles: {
        type: "array",
        description: "The roles that give it, with their data scope.",
        items: {
          type: "object",
          properties: { id: { type: "string", format: "uuid" }, label: bothLanguages, scope: { type: "string" } },
          required: ["id", "label", "scope"],
        },
      },
    },
    required: ["rule", "action", "label", "roles"],
  },
  History: {
    type: "object",
    properties: {
      data: {
        type: "array",
        items: {
          type: "object",
          properties: {
            kind: { type: "string" },
            at: { type: "string", format: "date-time" },
            actor: { type: ["string", "null"], format: "uuid" },
            origin: { type: "string" },
            diff: { type: "object", additionalProperties: { type: "object", properties: { from: {}, to: {} } } },
          },
          required: ["kind", "at", "actor", "diff"],
          additionalProperties: true,
        },
      },
      next: { type: ["string", "null"] },
    },
    required: ["data", "next"],
  },
  TransitionInput: {
    type: "object",
    properties: { to: { type: "string", maxLength: 63 }, values: { type: "object", additionalProperties: true, description: "Fields to set along with it." } },
    required: ["to"],
    additionalProperties: false,
  },
  TransferInput: {
    type: "object",
    properties: { owner_id: { type: "string", format: "uuid" }, with: kindList },
    required: ["owner_id"],
    additionalProperties: false,
  },
};

const problem = { description: "Problem", content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } };

export const sharedResponses: Record<string, JsonSchema> = {
  Problem: problem,
  Unauthenticated: { ...problem, description: "No valid token." },
};

export const sharedParameters: Record<string, JsonSchema> = {
  Id: { name: "id", in: "path", required: true, description: "The record's id.", schema: { type: "string", format: "uuid" } },
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description: "Any text, new for each write. Sent again with the same body, the first answer comes again and nothing is done twice; kept for 24 hours.",
    schema: { type: "string", minLength: 1, maxLength: 255 },
  },
  IfMatch: {
    name: "If-Match",
    in: "header",
    required: false,
    description: 'The version you have seen: `7` or `"7"`. A stale one is 412.',
    schema: { type: "string", maxLength: 20 },
  },
};

export const securitySchemes = {
  bearer: { type: "http", scheme: "bearer", description: "Token of `POST /api/v1/sign-in`, or an API key." },
  cookie: { type: "apiKey", in: "cookie", name: "keshu_session", description: "Browser session; writes must come from the same origin." },
};

/** Problems any call may meet. */
export const problemResponses = Object.fromEntries(
  ["400", "401", "403", "404", "409", "412", "422", "429", "default"].map((status) => [status, { $ref: "#/components/responses/Problem" }]),
);
