const parted = /\d[\s().+-]+\d/;
const run = /[\d\s().+-]{8,}/g;
const asked = /^\+?[\d\s().-]+$/;

/** Digits of the runs in which signs part them, so that `138-0013-8000` is found by its digits; and 0571… for +86571…. */
export function digitForms(text: string): string[] {
  const forms: string[] = [];
  if (text.startsWith("+86") && text.length >= 12 && text.charCodeAt(3) !== 0x31) forms.push(`0${text.slice(3)}`);
  else if (text.startsWith("+8610") && text.length === 13) forms.push(`0${text.slice(3)}`);
  if (!parted.test(text)) return forms;
  for (const [found] of text.matchAll(run)) {
    if (!parted.test(found)) continue;
    const digits = found.replaceAll(/\D/g, "");
    if (digits.length >= 7) forms.push(digits);
  }
  return forms;
}

/** A number as it is asked for: `138 0013 8000`, `+86-571-8888` → digits; other text as it is. */
export function askedDigits(text: string): string {
  if (!asked.test(text)) return text;
  const digits = text.replaceAll(/\D/g, "");
  if (digits.length < 7) return text;
  return /^(?:\+|00)86\d{7,}$/.test(text.replaceAll(/[\s().-]/g, "")) ? digits.replace(/^(?:00)?86/, "") : digits;
}
