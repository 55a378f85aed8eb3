import { createError } from "@keshu/kernel";

export interface XmlEvents {
  /** Name without its prefix; `attributes` as written, read them with `attribute`. */
  open: (name: string, attributes: string) => void;
  text: (text: string) => void;
  close: (name: string) => void;
}

const LONGEST_TAG = 1024 * 1024;

/** A scanner for the plain XML of office files: elements, text, CDATA. No DTD, no external entities. */
export function createXmlScanner(events: XmlEvents): { push: (chunk: string) => void; end: () => void } {
  let buffer = "";

  function push(chunk: string): void {
    buffer = buffer === "" ? chunk : buffer + chunk;
    let at = 0;
    while (at < buffer.length) {
      const tag = buffer.indexOf("<", at);
      if (tag === -1) break;
      if (tag > at) events.text(unescapeXml(buffer.slice(at, tag)));
      at = tag;
      const next = readMarkup(tag);
      if (next === -1) break;
      at = next;
    }
    buffer = at === 0 ? buffer : buffer.slice(at);
    if (buffer.length > LONGEST_TAG && buffer.startsWith("<")) throw createError("FILE_CORRUPT");
  }

  /** The position after the markup that begins at `tag`, or -1 when more is needed. */
  function readMarkup(tag: number): number {
    const second = buffer[tag + 1];
    if (second === undefined) return -1;
    if (second === "!") {
      if (buffer.startsWith("<![CDATA[", tag)) {
        const stop = buffer.indexOf("]]>", tag);
        if (stop === -1) return -1;
        events.text(buffer.slice(tag + 9, stop));
        return stop + 3;
      }
      const isComment = buffer.startsWith("<!--", tag);
      if (!isComment && "<![CDATA[".startsWith(buffer.slice(tag, tag + 9))) return -1;
      const stop = buffer.indexOf(isComment ? "-->" : ">", tag);
      return stop === -1 ? -1 : stop + (isComment ? 3 : 1);
    }
    const stop = buffer.indexOf(">", tag);
    if (stop === -1) return -1;
    if (second === "?") return stop + 1;
    if (second === "/") {
      events.close(localName(buffer.slice(tag + 2, stop).trim()));
      return stop + 1;
    }
    const isEmpty = buffer[stop - 1] === "/";
    const inner = buffer.slice(tag + 1, isEmpty ? stop - 1 : stop);
    const space = inner.search(/\s/);
    const name = localName(space === -1 ? inner : inner.slice(0, space));
    events.open(name, space === -1 ? "" : inner.slice(space));
    if (isEmpty) events.close(name);
    return stop + 1;
  }

  function end(): void {
    if (buffer.trim() !== "") throw createError("FILE_CORRUPT");
  }

  return { push, end };
}

/** The value of an attribute, by local name. */
export function attribute(attributes: string, name: string): string | undefined {
  const at = attributes.search(new RegExp(`(?:^|[\\s:])${name}\\s*=`));
  if (at === -1) return undefined;
  const equals = attributes.indexOf("=", at);
  const quote = attributes.slice(equals + 1).trimStart()[0];
  if (quote !== '"' && quote !== "'") return undefined;
  const from = attributes.indexOf(quote, equals) + 1;
  const to = attributes.indexOf(quote, from);
  return to === -1 ? undefined : unescapeXml(attributes.slice(from, to));
}

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(/&(#x[0-9a-fA-F]+|#\d+|\w+);/g, (whole, entity: string) => {
    if (entity[0] !== "#") return NAMED[entity] ?? whole;
    const code = entity[1] === "x" ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon === -1 ? name : name.slice(colon + 1);
}
