/** One property line of RFC 5545: name with parameters, and its value as it stands in the file. */
export type IcsLine = readonly [name: string, value: string];

const limit = 75;

/** Lines as a file: CRLF, and folded at 75 octets without splitting a character (§3.1). */
export function formatLines(lines: readonly IcsLine[]): string {
  return lines.map(([name, value]) => `${fold(`${name}:${value}`)}\r\n`).join("");
}

function fold(line: string): string {
  if (line.length <= limit / 4 || Buffer.byteLength(line) <= limit) return line;
  const parts: string[] = [];
  let part = "";
  let size = 0;
  for (const character of line) {
    const octets = Buffer.byteLength(character);
    // A folded line begins with a space, which counts.
    if (size + octets > (parts.length ? limit - 1 : limit)) {
      parts.push(part);
      part = "";
      size = 0;
    }
    part += character;
    size += octets;
  }
  parts.push(part);
  return parts.join("\r\n ");
}

/** A TEXT value (§3.3.11); control characters other than tab and line end are no part of it. */
export function escapeText(text: string): string {
  return (
    text
      .replaceAll(/\r\n?|\u2028|\u2029/g, "\n")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not stand in the file
      .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "")
      .replaceAll(/[\\;,]/g, (c) => `\\${c}`)
      .replaceAll("\n", "\\n")
  );
}

/** `20261122T010000Z` */
export function utcOf(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}

/** `20261122` of `2026-11-22`. */
export function dateValue(day: string): string {
  return day.replaceAll("-", "");
}

/** `20261122T090000` of a wall clock given as if it were UTC. */
export function wallValue(wall: number): string {
  return new Date(wall).toISOString().slice(0, 19).replaceAll(/[-:]/g, "");
}
