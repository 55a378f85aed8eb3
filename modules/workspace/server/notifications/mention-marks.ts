const mark = /@\[([^\]\n]{1,100})\]\(user:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\)/gi;

/** People named in a text as `@[姓名](user:<id>)`. */
export function mentionedIn(text: unknown): Set<string> {
  if (typeof text !== "string" || !text.includes("](user:")) return new Set();
  return new Set([...text.matchAll(mark)].map((match) => (match[2] as string).toLowerCase()));
}

/** A text without marks: names stand as they are read. */
export function withoutMarks(text: string): string {
  return text.replaceAll(mark, "@$1");
}

const titleLimit = 120;

/** A record's title on one line: notes are named by their text, which may be long and hold marks. */
export function plainTitle(value: unknown): string {
  const letters = [...withoutMarks(String(value).slice(0, 4_000)).replaceAll(/\s+/g, " ").trim()];
  return letters.length > titleLimit ? `${letters.slice(0, titleLimit).join("")}…` : letters.join("");
}

const around = 60;

/** The words around the place where somebody is named, without marks. */
export function excerptAround(text: string, userId: string): string {
  const plain = (part: string) => withoutMarks(part).replaceAll(/\s+/g, " ");
  const at = text.toLowerCase().indexOf(`(user:${userId})`);
  const start = Math.max(0, text.lastIndexOf("@[", at));
  const end = at + userId.length + 7;
  const before = [...plain(text.slice(Math.max(0, start - 2_000), start))];
  const after = [...plain(text.slice(end, end + 2_000))];
  const head = before.length > around ? `…${before.slice(-around).join("")}` : before.join("");
  const tail = after.length > around * 2 ? `${after.slice(0, around * 2).join("")}…` : after.join("");
  return `${head}${plain(text.slice(start, end))}${tail}`.trim();
}
