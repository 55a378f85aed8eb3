import assert from "node:assert/strict";
import { test } from "node:test";
import { contrast } from "./colour.ts";
import { dark, light, type Palette } from "./tokens.ts";

const grounds: (keyof Palette)[] = ["bg", "panel", "sel", "hover", "line2"];
const pairs: [keyof Palette, keyof Palette][] = [
  ...(["ink", "ink2", "ink3"] as const).flatMap((ink) => grounds.map((g): [keyof Palette, keyof Palette] => [ink, g])),
  ["brand", "panel"],
  ["brand", "bg"],
  ["brand", "brand2"],
  ["ink", "brand2"],
  ["onBrand", "brand"],
  ["onBrand", "brandHover"],
  ["jade", "jade2"],
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
