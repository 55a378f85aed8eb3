/** The little of Markdown that help texts use. */
export type Block =
  | { kind: "heading"; level: 2 | 3; text: string }
  | { kind: "paragraph"; text: string }
  | { kind: "note"; text: string }
  | { kind: "list"; isOrdered: boolean; items: string[] }
  | { kind: "table"; head: string[]; rows: string[][] };

export type Inline =
  | { kind: "link"; text: string; to: string }
  | { [Kind in "text" | "strong" | "code" | "key"]: { kind: Kind; text: string } }["text" | "strong" | "code" | "key"];

const item = /^(?:[-*]|\d+\.)\s+/;

/** Blocks of a text: headings, paragraphs, lists, `>` notes and tables. */
export function readBlocks(markdown: string): Block[] {
  const lines = markdown.replaceAll("\r", "").split("\n");
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; ) {
    const line = (lines[i] as string).trimEnd();
    const take = (test: (line: string) => boolean): string[] => {
      const taken: string[] = [];
      while (i < lines.length && test(lines[i] as string)) taken.push((lines[i++] as string).trim());
      return taken;
    };
    const heading = /^(##|###)\s+(.+)$/.exec(line);
    if (line === "" || /^<!--.*-->$/.test(line)) i++;
    else if (heading) {
      blocks.push({ kind: "heading", level: heading[1] === "##" ? 2 : 3, text: heading[2] as string });
      i++;
    } else if (line.startsWith(">")) blocks.push({ kind: "note", text: joined(take((l) => l.startsWith(">")).map((l) => l.replace(/^>\s?/, ""))) });
    else if (item.test(line)) {
      const isOrdered = /^\d/.test(line);
      const taken = take((l) => item.test(l) || /^\s{2,}\S/.test(l));
      const items: string[] = [];
      for (const one of taken) {
        if (item.test(one)) items.push(one.replace(item, ""));
        else items.push(joined([items.pop() ?? "", one]));
      }
      blocks.push({ kind: "list", isOrdered, items });
    } else if (line.startsWith("|")) {
      const [head = [], , ...rows] = take((l) => l.startsWith("|")).map(cellsOf);
      blocks.push({ kind: "table", head, rows });
    } else blocks.push({ kind: "paragraph", text: joined(take((l) => l.trim() !== "" && !/^(#|>|\|)/.test(l) && !item.test(l))) });
  }
  return blocks;
}

/** Lines of one paragraph: a blank between Latin words, none between Chinese ones. */
function joined(lines: readonly string[]): string {
  return lines.reduce(
    (all, line) => (all === "" || (/[\u3000-\u9fff\uff00-\uffef]$/.test(all) && /^[\u3000-\u9fff\uff00-\uffef]/.test(line)) ? all + line : `${all} ${line}`),
    "",
  );
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());
}

const inline = /\*\*(.+?)\*\*|`([^`]+)`|<kbd>([^<]+)<\/kbd>|\[([^\]]+)\]\(([^)\s]+)\)/g;

/** `**strong**`, `` `code` ``, `<kbd>K</kbd>` and `[links](topic.md)` of a line. */
export function readInline(text: string): Inline[] {
  const parts: Inline[] = [];
  let at = 0;
  for (const match of text.matchAll(inline)) {
    if (match.index > at) parts.push({ kind: "text", text: text.slice(at, match.index) });
    const [whole, strong, code, key, words, to] = match;
    if (strong !== undefined) parts.push({ kind: "strong", text: strong });
    else if (code !== undefined) parts.push({ kind: "code", text: code });
    else if (key !== undefined) parts.push({ kind: "key", text: key });
    else parts.push({ kind: "link", text: words as string, to: to as string });
    at = match.index + whole.length;
  }
  if (at < text.length) parts.push({ kind: "text", text: text.slice(at) });
  return parts;
}

/** A text without its marks, for search. */
export function plainText(markdown: string): string {
  return readInline(markdown.replaceAll(/^[#>|\-*\s\d.]+/gm, ""))
    .map((part) => part.text)
    .join("");
}

export interface Section {
  heading: string | null;
  text: string;
}

/** A topic in its `##` parts, as search answers them. */
export function sectionsOf(markdown: string): Section[] {
  return markdown.split(/^(?=## )/m).map((part) => {
    const [, heading] = /^## (.+)$/m.exec(part) ?? [];
    return {
      heading: heading ?? null,
      text: plainText(part.replace(/^## .+$/m, ""))
        .replaceAll(/\s+/g, " ")
        .trim(),
    };
  });
}
