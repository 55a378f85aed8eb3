import { z } from "zod";

type JsonSchema = Record<string, unknown>;

/** A zod schema (or a JSON Schema as it is) → JSON Schema; named ones (`.meta({id})`) go into `components`. */
export function schemaOf(schema: z.ZodType | JsonSchema, io: "input" | "output", components: Record<string, JsonSchema>): JsonSchema {
  if (!(schema instanceof z.ZodType)) return schema;
  const {
    $schema: _,
    $defs,
    ...json
  } = z.toJSONSchema(schema, { io, unrepresentable: "any", target: "draft-2020-12" }) as JsonSchema & { $defs?: Record<string, JsonSchema> };
  for (const [name, definition] of Object.entries($defs ?? {})) components[name] ??= moved(definition) as JsonSchema;
  const named = z.globalRegistry.get(schema)?.id;
  if (named === undefined) return moved(json) as JsonSchema;
  components[named] ??= moved(json) as JsonSchema;
  return { $ref: `#/components/schemas/${named}` };
}

/** `#/$defs/X` → `#/components/schemas/X`, everywhere below; `id` members that zod copies from meta go. */
function moved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(moved);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !(key === "id" && typeof inner === "string"))
      .map(([key, inner]) => [key, key === "$ref" && typeof inner === "string" ? inner.replace("#/$defs/", "#/components/schemas/") : moved(inner)]),
  );
}
