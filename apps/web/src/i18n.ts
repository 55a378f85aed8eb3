import i18next, { type FormatFunction, type FormatterModule } from "i18next";
import { initReactI18next } from "react-i18next";
import { formatNumber } from "./format/number.ts";
import { type Locale, preferences, setPreferences } from "./preferences/preferences.ts";

/** A label within an English sentence: “New customer”, but “Edit WeChat”. `{{object, lower}}` in the texts. */
export function midSentence(label: string): string {
  return /^(?!English\b|Chinese\b)[A-Z][a-z]+(?![A-Za-z])/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

const words: Record<Locale, () => Promise<{ default: object }>> = {
  "zh-CN": () => import("./locales/zh-CN/index.ts"),
  en: () => import("./locales/en/index.ts"),
};

/** Counts have their thousands set apart wherever they stand. */
export const inText: FormatFunction = (value: unknown, wanted, _locale, options) => {
  if (wanted === "lower") return midSentence(String(value));
  return (typeof value === "number" && options?.interpolationkey === "count" ? formatNumber(value) : value) as string;
};

const formatter: FormatterModule = { type: "formatter", init() {}, add() {}, addCached() {}, format: inText };

/** Loads the words of the reader's language only. */
export async function startI18n(): Promise<void> {
  const { locale } = preferences();
  const { default: resources } = await words[locale]();
  await i18next
    .use(formatter)
    .use(initReactI18next)
    .init({
      lng: locale,
      fallbackLng: false,
      resources: { [locale]: { translation: resources } },
      interpolation: {
        escapeValue: false,
        alwaysFormat: true,
      },
      returnNull: false,
    });
}

export async function changeLocale(locale: Locale, isChosen = true): Promise<void> {
  if (!i18next.hasResourceBundle(locale, "translation")) {
    const { default: resources } = await words[locale]();
    i18next.addResourceBundle(locale, "translation", resources);
  }
  setPreferences({ locale, ...(isChosen ? { isLocaleChosen: true } : {}) });
  await i18next.changeLanguage(locale);
}
