import assert from "node:assert/strict";
import { test } from "node:test";
import { theme } from "antd";
import { brandPalette } from "./brand.ts";
import { themeConfig } from "./theme-config.ts";

for (const isDark of [false, true])
  test(`Ant Design's controls have the palette's own colours, ${isDark ? "dark" : "light"}`, () => {
    const palette = brandPalette(null, isDark);
    const token = theme.getDesignToken(themeConfig({ palette, isDark, density: "default", isStill: false, isNarrow: false }));
    assert.deepEqual([token.colorPrimary, token.colorLink, token.colorError, token.colorWarning], [palette.brand, palette.brand, palette.red, palette.amber]);
  });
