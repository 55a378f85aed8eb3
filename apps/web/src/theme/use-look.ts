import { useLayoutEffect, useMemo } from "react";
import { useCompany } from "../api/company.ts";
import { usePreferences } from "../preferences/preferences.ts";
import { useMedia } from "../preferences/use-media.ts";
import { brandPalette } from "./brand.ts";
import { applyPalette, type Palette } from "./tokens.ts";

/** Puts the chosen theme, the company's colour, density and language on the page, and tells what they are. */
export function useLook(): { palette: Palette; isDark: boolean } {
  const { theme, density, locale } = usePreferences();
  const systemIsDark = useMedia("(prefers-color-scheme: dark)");
  const isDark = theme === "dark" || (theme === "system" && systemIsDark);
  const { color } = useCompany();
  const palette = useMemo(() => brandPalette(color, isDark), [color, isDark]);
  useLayoutEffect(() => applyPalette(palette, isDark, density), [palette, isDark, density]);
  useLayoutEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return { palette, isDark };
}
