const wide = /[\uff01-\uff5e\u3000\u2018\u2019\u201c\u201d\u00a0\u2000-\u200a\u202f\u205f]/;
const wideAll = new RegExp(wide, "g");
// zero-width and direction marks, soft hyphen, byte-order mark
const invisible = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;
const invisibleAll = new RegExp(invisible, "g");

const quotes: Record<string, string> = { "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"' };

/** Full-width letters, digits, signs and blanks as their ASCII twins: `１３８＠` → `138@`. */
export function foldWidth(text: string): string {
  if (!wide.test(text)) return text;
  return text.replace(wideAll, (c) => {
    const code = c.charCodeAt(0);
    return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : (quotes[c] ?? " ");
  });
}

/** Without characters nobody sees: zero-width, direction marks, byte-order mark. */
export function stripInvisible(text: string): string {
  return invisible.test(text) ? text.replace(invisibleAll, "") : text;
}

/** The form in which values are recognised: half-width, visible characters only, trimmed. */
export function foldText(text: string): string {
  return foldWidth(stripInvisible(text)).trim();
}

/** Characters as people count them, not UTF-16 units. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0xd800 && code <= 0xdbff) {
      length--;
      i++;
    }
  }
  return length;
}
