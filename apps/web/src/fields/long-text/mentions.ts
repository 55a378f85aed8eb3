/** A piece of a text: plain words, a person mentioned as `@[姓名](user:<uuid>)`, or an address of the web. */
export type TextPiece = { kind: "text"; text: string } | { kind: "mention"; name: string; id: string } | { kind: "link"; url: string };

const pieces = /@\[([^\]\n]{1,255})\]\(user:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\)|(https?:\/\/[^\s<>"'，。；！？、）】》]+)/gi;

export function textPieces(text: string): TextPiece[] {
  const found: TextPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(pieces)) {
    if (match.index > end) found.push({ kind: "text", text: text.slice(end, match.index) });
    if (match[2]) found.push({ kind: "mention", name: match[1] ?? "", id: match[2] });
    else {
      const url = (match[3] ?? "").replace(/[.,;:!?)\]]+$/, "");
      found.push({ kind: "link", url });
      if (url.length < match[0].length) found.push({ kind: "text", text: match[0].slice(url.length) });
    }
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push({ kind: "text", text: text.slice(end) });
  return found;
}

/** The text as one line of words, for lists and titles. */
export function plainText(text: string): string {
  return text
    .replace(pieces, (whole, name: string | undefined) => (name ? `@${name}` : whole))
    .replaceAll(/\s+/g, " ")
    .trim();
}

export interface Mention {
  id: string;
  /** As it stands in the text after `@`. */
  label: string;
}

/** `@姓名` of those chosen while typing → what is stored. Longer names first, so that 王芳芳 is not taken for 王芳. */
export function storeMentions(text: string, mentions: readonly Mention[]): string {
  if (mentions.length === 0) return text;
  const byLabel = new Map(mentions.map((m) => [m.label, m.id]));
  const labels = [...byLabel.keys()].sort((a, b) => b.length - a.length).map((label) => label.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return text.replaceAll(new RegExp(`@(${labels.join("|")})`, "g"), (_, label: string) => `@[${label.replaceAll(/[[\]\n]/g, "")}](user:${byLabel.get(label)})`);
}
