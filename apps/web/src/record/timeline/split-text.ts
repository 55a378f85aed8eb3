const whole = /@\[[^\]\n]{1,255}\]\(user:[0-9a-f-]{36}\)/gi;

/** A text too long for one record as several, cut between lines, sentences or words; never inside a mention or a character. */
export function splitText(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const end = cutBefore(rest, limit);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  if (rest || parts.length === 0) parts.push(rest);
  return parts;
}

function cutBefore(text: string, limit: number): number {
  const head = text.slice(0, limit);
  let end = limit;
  // a line, a sentence or a word, unless that would leave a short stump
  for (const mark of [/\n/g, /[。！？.!?；;]/g, /\s/g]) {
    const last = [...head.matchAll(mark)].at(-1);
    if (last && last.index >= limit / 2) {
      end = last.index + 1;
      break;
    }
  }
  const cut = [...text.matchAll(whole)].find((m) => m.index < end && m.index + m[0].length > end);
  if (cut && cut.index > 0) return cut.index;
  const code = text.charCodeAt(end - 1);
  return code >= 0xd800 && code <= 0xdbff ? end - 1 : end; // not between the halves of an emoji
}

/** What a box shows once `sent` is stored and `rest` is left of it: what was typed meanwhile stays. */
export function afterSending(now: string, sent: string, rest = ""): string {
  if (now === sent) return rest;
  if (!now.startsWith(sent)) return now;
  return rest + (rest === "" ? now.slice(sent.length).trimStart() : now.slice(sent.length));
}
