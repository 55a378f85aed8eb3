/** PostgreSQL array input: `{"a","b \"c\""}` (documentation, 8.15.2). Every element is quoted, so NULL and braces are plain text. */
export function arrayLiteral(elements: readonly string[]): string {
  return `{${elements.map((e) => `"${e.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`).join(",")}}`;
}
