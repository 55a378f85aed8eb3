/** Turns JSON log records into short lines for a person at a terminal. */
export function linesTo(write: (line: string) => void): (record: string) => void {
  return (record) => {
    try {
      const { time, level, msg, err, ...rest } = JSON.parse(record) as Record<string, unknown>;
      const fields = Object.entries(rest).map(([name, value]) => `${name}=${typeof value === "object" ? JSON.stringify(value) : String(value)}`);
      const cause = causeOf(err);
      const head = `${String(time).slice(11, 19)} ${String(level).toUpperCase().padEnd(5)} ${String(msg ?? "")}`;
      write(`${[head, ...fields, ...cause].join(" ")}\n`);
    } catch {
      write(record);
    }
  };
}

function causeOf(err: unknown): string[] {
  if (typeof err !== "object" || err === null) return [];
  const { message, code, stack, cause } = err as { message?: string; code?: string; stack?: string[]; cause?: unknown };
  return [`${code ? `${code}: ` : ""}${message ?? ""}`, ...(stack?.[0] ? [stack[0]] : []), ...causeOf(cause).map((line) => `← ${line}`)];
}
