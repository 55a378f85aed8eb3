export interface NamedAddress {
  name: string;
  email: string;
}

const address = /[^\s<>,，;；、"'()（）]+@[^\s<>,，;；、"'()（）]+\.[^\s<>,，;；、"'()（）]+/;

/**
 * People from lines as they come out of mails, chats and sheets: `沈若琳 shen@a.cn`, `shen@a.cn, 沈若琳`, `"Shen" <shen@a.cn>`.
 * Lines without an address are told apart; an address that comes twice counts once.
 */
export function readPeople(text: string): { people: NamedAddress[]; unread: string[] } {
  const people = new Map<string, NamedAddress>();
  const unread: string[] = [];
  for (const line of text.split(/[\r\n]+/)) {
    const found = address.exec(line)?.[0];
    if (!found) {
      if (line.trim()) unread.push(line.trim());
      continue;
    }
    const email = found.replace(/[.。]+$/, "").toLowerCase();
    const rest = line
      .replace(found, " ")
      .replaceAll(/[<>,，;；、"'|\t()（）]/g, " ")
      .replaceAll(/\s+/g, " ")
      .trim();
    if (!people.has(email)) people.set(email, { name: (rest || (email.split("@")[0] as string)).slice(0, 100), email });
  }
  return { people: [...people.values()], unread };
}

/** The lines that still want something, as they were typed: all but those of the people named here by their address. */
export function leftLines(text: string, invited: ReadonlySet<string>): string {
  const isDone = (line: string) => readPeople(line).people.some(({ email }) => invited.has(email));
  return text
    .split(/[\r\n]+/)
    .filter((line) => line.trim() && !isDone(line))
    .join("\n");
}
