const tones = ["jade", "blue", "amber", "violet", "gray"] as const;

/** The same tag has the same colour everywhere. */
export function tagTone(tag: string): (typeof tones)[number] {
  const sum = [...tag].reduce((total, c) => (total * 31 + (c.codePointAt(0) ?? 0)) >>> 0, 7);
  return tones[sum % tones.length] ?? "gray";
}
