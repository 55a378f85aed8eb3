import assert from "node:assert/strict";
import { test } from "node:test";
import { brandPalette } from "./brand.ts";
import { contrast, toHex, toLch } from "./colour.ts";
import { dark, light, type Palette } from "./tokens.ts";

const grounds: (keyof Palette)[] = ["bg", "panel", "hover", "sel", "brand2", "line2"];

/** Colours on a grid, and those people are likely to have. */
const colors = ["#000000", "#ffffff", "#ffff00", "#00ff00", "#ff0000", "#0000ff", "#ff00ff", "#00ffff", "#7f7f7f", "#e60012", "#0f766a", "#1a5fb4", "#ffd100"];
for (let r = 0; r < 256; r += 51)
  for (let g = 0; g < 256; g += 51) for (let b = 0; b < 256; b += 51) colors.push(`#${[r, g, b].map((v) => v.toString(16).padStart(2, "0")).join("")}`);

test("every company's colour can be read on every ground, in both schemes", () => {
  for (const color of colors)
    for (const isDark of [false, true]) {
      const p = brandPalette(color, isDark);
      const pairs: [string, string][] = [
        ...grounds.map((ground): [string, string] => [p.brand, p[ground]]),
        ...(["ink", "ink2", "ink3"] as const).map((ink): [string, string] => [p[ink], p.sel]),
        [p.ink, p.brand2],
        [p.onBrand, p.brand],
        [p.onBrand, p.brandHover],
        [p.onBrand, p.brandActive],
        [p.brandHover, p.panel],
      ];
      for (const [text, ground] of pairs) {
        const ratio = contrast(text, ground);
        assert.ok(ratio >= 4.5, `${color} ${isDark ? "dark" : "light"}: ${text} on ${ground} is ${ratio.toFixed(2)}`);
      }
    }
});

test("a colour that can be read stays as it is, and its hue is kept", () => {
  assert.equal(brandPalette("#1a5fb4", false).brand, "#1a5fb4");
  const red = toLch(brandPalette("#e60012", true).brand);
  assert.ok(Math.abs(red.h - toLch("#e60012").h) < 0.15);
});

test("without a colour, or with nonsense, the product's own is used", () => {
  for (const color of [null, undefined, "", "red", "#12345"]) assert.deepEqual([brandPalette(color, false), brandPalette(color, true)], [light, dark]);
});

test("colours survive the way to lightness, strength and hue and back", () => {
  for (const color of colors) assert.equal(toHex(toLch(color)), color);
});
