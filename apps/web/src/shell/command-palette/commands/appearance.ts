import i18next from "i18next";
import { profile } from "../../../api/profile.ts";
import { changeLocale } from "../../../i18n.ts";
import { type Locale, type Preferences, setPreferences } from "../../../preferences/preferences.ts";
import type { Command } from "../command.ts";

/** Theme, density, language and the width of the navigation. */
export function appearanceCommands(chosen: Preferences): Command[] {
  const t = i18next.t;
  const language = (locale: Locale, label: string): Command => ({
    id: `language:${locale}`,
    section: "look",
    icon: "globe",
    label,
    words: `${t("shell.language")} ${t("palette.words.language")}`,
    isOn: chosen.locale === locale,
    // the account follows, so that mails and other devices speak the same language
    run: () => void changeLocale(locale).then(() => profile.update({ locale }).catch(() => undefined)),
  });
  return [
    ...(["light", "dark", "system"] as const).map(
      (theme): Command => ({
        id: `theme:${theme}`,
        section: "look",
        icon: theme === "dark" ? "moon" : "sun",
        label: t("palette.lookOf", { what: t("shell.theme.title"), choice: t(`shell.theme.${theme}`) }),
        words: t("palette.words.theme"),
        isOn: chosen.theme === theme,
        run: () => setPreferences({ theme }),
      }),
    ),
    ...(["compact", "default", "comfortable"] as const).map(
      (density): Command => ({
        id: `density:${density}`,
        section: "look",
        icon: "menu",
        label: t("palette.lookOf", { what: t("shell.density.title"), choice: t(`shell.density.${density}`) }),
        words: t("palette.words.density"),
        isOn: chosen.density === density,
        run: () => setPreferences({ density }),
      }),
    ),
    language("zh-CN", "切换到中文"),
    language("en", "Switch to English"),
    {
      id: "navigation",
      section: "look",
      icon: chosen.isNavigationNarrow ? "right" : "left",
      label: t(chosen.isNavigationNarrow ? "shell.widen" : "shell.narrow"),
      run: () => setPreferences({ isNavigationNarrow: !chosen.isNavigationNarrow }),
    },
  ];
}
