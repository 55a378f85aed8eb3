import { contrast, type Lch, toHex, toLch } from "./colour.ts";
import { dark, light, type Palette } from "./tokens.ts";

const readable = 4.5;

/** The palette with a company's colour in place of the product's, in shades that can be read on every ground they meet. */
export function brandPalette(color: string | null | undefined, isDark: boolean): Palette {
  if (!color || !/^#[0-9a-f]{6}$/i.test(color)) return isDark ? dark : light;
  return isDark ? darkShades(toLch(color)) : lightShades(toLch(color));
}

function lightShades({ l, c, h }: Lch): Palette {
  const brand2 = shade({ l: 0.95, c: Math.min(c, 0.03), h }, 0.005, (own) => contrast(own, light.ink) >= readable);
  const sel = toHex({ l: 0.973, c: Math.min(c, 0.012), h });
  const grounds = [light.panel, light.bg, light.hover, light.line2, brand2, sel];
  const fits = (own: string) => contrast(own, "#ffffff") >= readable && grounds.every((ground) => contrast(own, ground) >= readable);
  const main = darkest(Math.min(l, 0.62), c, h, fits);
  return {
    ...light,
    brand: toHex(main),
    brandHover: toHex({ ...main, l: Math.max(0.08, main.l - 0.05) }),
    brandActive: toHex({ ...main, l: Math.max(0.05, main.l - 0.1) }),
    brand2,
    sel,
    onBrand: "#ffffff",
  };
}

function darkShades({ l, c, h }: Lch): Palette {
  const brand2 = shade({ l: 0.29, c: Math.min(c, 0.045), h }, -0.005, (own) => contrast(own, dark.ink) >= readable);
  const sel = toHex({ l: 0.262, c: Math.min(c, 0.022), h });
  const onBrand = toHex({ l: 0.22, c: Math.min(c, 0.03), h });
  const grounds = [dark.panel, dark.bg, dark.hover, dark.line2, brand2, sel, onBrand];
  let main: Lch = { l: Math.max(l, 0.68), c: Math.min(c, 0.16), h };
  while (main.l < 0.99 && !grounds.every((ground) => contrast(toHex(main), ground) >= readable)) main = { ...main, l: main.l + 0.005 };
  return {
    ...dark,
    brand: toHex(main),
    brandHover: toHex({ ...main, l: Math.min(0.99, main.l + 0.05) }),
    brandActive: toHex({ ...main, l: Math.min(0.99, main.l + 0.09) }),
    brand2,
    sel,
    onBrand,
  };
}

function darkest(from: number, c: number, h: number, fits: (own: string) => boolean): Lch {
  let own: Lch = { l: from, c, h };
  while (own.l > 0.05 && !fits(toHex(own))) own = { ...own, l: own.l - 0.005 };
  return own;
}

function shade(from: Lch, step: number, fits: (own: string) => boolean): string {
  let own = from;
  while (own.l > 0.05 && own.l < 0.995 && !fits(toHex(own))) own = { ...own, l: own.l + step };
  return toHex(own);
}
