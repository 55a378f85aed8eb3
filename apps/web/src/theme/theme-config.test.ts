import assert from "node:assert/strict";
import { test } from "node:test";
import { theme } from "antd";
import { brandPalette } from "./brand.ts";
import { contrast } from "./colour.ts";
import { themeConfig } from "./theme-config.ts";

for (const isDark of [false, true])
  test(`Ant Design's controls have the palette's own colours, ${isDark ? "dark" : "light"}`, () => {
    const palette = brandPalette(null, isDark);
    const token = theme.getDesignToken(themeConfig({ palette, isDark, density: "default", isStill: false, isNarrow: false }));
    assert.deepEqual([token.colorPrimary, token.colorLink, token.colorError, token.colorWarning], [palette.brand, palette.brand, palette.red, palette.amber]);
  });

test("the words in a switch can be read, on and off", () => {
  for (const isDark of [false, true])
    for (const color of [null, "#ffd100", "#1a5fb4"]) {
      const palette = brandPalette(color, isDark);
      const words = themeConfig({ palette, isDark, density: "default", isStill: false, isNarrow: false }).components?.Switch?.colorTextLightSolid ?? "";
      for (const ground of [palette.brand, palette.ink3]) assert.ok(contrast(words, ground) >= 4.5, `${words} on ${ground}`);
    }
});

test("in the dark what floats has an edge", () => {
  const palette = brandPalette(null, true);
  const { token } = themeConfig({ palette, isDark: true, density: "default", isStill: false, isNarrow: false });
  assert.ok(token?.boxShadowSecondary?.includes(palette.line));
});
