import assert from "node:assert/strict";
import { test } from "node:test";
import { dark, light, type Palette } from "./tokens.ts";

/** WCAG 2.2 relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const grounds: (keyof Palette)[] = ["bg", "panel", "sel", "hover", "line2"];
const pairs: [keyof Palette, keyof Palette][] = [
  ...(["ink", "ink2", "ink3"] as const).flatMap((ink) => grounds.map((g): [keyof Palette, keyof Palette] => [ink, g])),
  ["brand", "panel"],
  ["brand", "bg"],
  ["brand", "brand2"],
  ["ink", "brand2"],
  ["onBrand", "brand"],
  ["onBrand", "brandHover"],
  ["amber", "amber2"],
  ["red", "red2"],
  ["red", "panel"],
  ["blue", "blue2"],
  ["violet", "violet2"],
];

for (const [name, palette] of Object.entries({ light, dark })) {
  test(`text of the ${name} palette has a contrast of at least 4.5`, () => {
    for (const [text, ground] of pairs) {
      const ratio = contrast(palette[text], palette[ground]);
      assert.ok(ratio >= 4.5, `${text} on ${ground}: ${ratio.toFixed(2)}`);
    }
  });
}
