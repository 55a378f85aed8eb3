/** The two languages of the product. Everything a person reads exists in both. */
export type Locale = "zh-CN" | "en";

/** A text in both languages. */
export interface Label {
  zh: string;
  en: string;
}

export function inLocale(label: Label, locale: Locale): string {
  return locale === "en" ? label.en : label.zh;
}

/** Picks the reader's language from an Accept-Language header (RFC 9110 §12.5.4); Chinese when nothing fits. */
export function localeFrom(header: string | undefined): Locale {
  let best: Locale = "zh-CN";
  let bestWeight = 0;
  for (const part of (header ?? "").split(",")) {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
    const weight = Number(
      parameters
        .find((p) => p.trim().startsWith("q="))
        ?.trim()
        .slice(2) ?? 1,
    );
    const locale: Locale | undefined = tag.startsWith("en") ? "en" : tag.startsWith("zh") ? "zh-CN" : undefined;
    if (locale && weight > bestWeight) {
      best = locale;
      bestWeight = weight;
    }
  }
  return best;
}
