type Schema = Record<string, unknown>;

const types: Record<string, (value: unknown) => boolean> = {
  string: (v) => typeof v === "string",
  number: (v) => typeof v === "number",
  integer: (v) => Number.isInteger(v),
  boolean: (v) => typeof v === "boolean",
  null: (v) => v === null,
  array: Array.isArray,
  object: (v) => typeof v === "object" && v !== null && !Array.isArray(v),
};

/** What a value breaks of a JSON Schema; knows the keywords that field types use. */
export function accepts(schema: Schema, value: unknown, path = "$"): string[] {
  const problems: string[] = [];
  const need = (isKept: boolean, keyword: string) => {
    if (!isKept) problems.push(`${path}: ${keyword}`);
  };
  const allowed = schema.type === undefined ? [] : [schema.type].flat();
  if (allowed.length)
    need(
      allowed.some((t) => types[t as string]?.(value)),
      "type",
    );
  if (Array.isArray(schema.enum)) need(schema.enum.includes(value), "enum");
  if (Array.isArray(schema.anyOf))
    need(
      (schema.anyOf as Schema[]).some((s) => accepts(s, value, path).length === 0),
      "anyOf",
    );
  if (typeof value === "string") {
    if (typeof schema.maxLength === "number") need(value.length <= schema.maxLength, "maxLength");
    if (typeof schema.pattern === "string") need(new RegExp(schema.pattern, "u").test(value), "pattern");
  }
  if (typeof value === "number") {
    if (typeof schema.minimum === "number") need(value >= schema.minimum, "minimum");
    if (typeof schema.maximum === "number") need(value <= schema.maximum, "maximum");
  }
  if (Array.isArray(value)) {
    if (typeof schema.maxItems === "number") need(value.length <= schema.maxItems, "maxItems");
    for (const [i, one] of value.entries()) problems.push(...accepts((schema.items ?? {}) as Schema, one, `${path}.${i}`));
  } else if (typeof value === "object" && value !== null) {
    const properties = (schema.properties ?? {}) as Record<string, Schema>;
    for (const name of (schema.required ?? []) as string[]) need(name in value, `required ${name}`);
    for (const [name, part] of Object.entries(value)) {
      if (properties[name]) problems.push(...accepts(properties[name], part, `${path}.${name}`));
      else if (schema.additionalProperties === false) need(false, `additional ${name}`);
    }
  }
  return problems;
}
