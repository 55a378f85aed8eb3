/** One colour scheme of the look: paper, hairlines, one colour that acts. */
export interface Palette {
  bg: string;
  panel: string;
  line: string;
  line2: string;
  /** Outlines of inputs and check boxes; 3:1 against the panel. */
  edge: string;
  ink: string;
  ink2: string;
  ink3: string;
  brand: string;
  brandHover: string;
  brandActive: string;
  brand2: string;
  onBrand: string;
  /** What went well; stays jade when a company has its own colour. */
  jade: string;
  jade2: string;
  amber: string;
  amber2: string;
  red: string;
  red2: string;
  blue: string;
  blue2: string;
  violet: string;
  violet2: string;
  sel: string;
  hover: string;
}

export const light: Palette = {
  bg: "#f6f7f6",
  panel: "#ffffff",
  line: "#e4e7e5",
  line2: "#eef0ef",
  edge: "#cfd5d2",
  ink: "#1b2421",
  ink2: "#515d58",
  ink3: "#606c67",
  brand: "#0f766a",
  brandHover: "#0c655b",
  brandActive: "#09554c",
  brand2: "#e3f1ee",
  onBrand: "#ffffff",
  jade: "#0f766a",
  jade2: "#e3f1ee",
  amber: "#855710",
  amber2: "#fbf1dd",
  red: "#b03434",
  red2: "#fae8e6",
  blue: "#2f62ad",
  blue2: "#e6eefa",
  violet: "#6a4aa6",
  violet2: "#efe9f9",
  sel: "#f0f7f5",
  hover: "#f9faf9",
};

export const dark: Palette = {
  bg: "#121715",
  panel: "#1a201e",
  line: "#2b3330",
  line2: "#232a28",
  edge: "#3c4743",
  ink: "#e6ece9",
  ink2: "#a8b3af",
  ink3: "#8e9a95",
  brand: "#3fb8a6",
  brandHover: "#54c8b7",
  brandActive: "#6bd4c4",
  brand2: "#16332e",
  onBrand: "#07231f",
  jade: "#3fb8a6",
  jade2: "#16332e",
  amber: "#e0ad55",
  amber2: "#352a14",
  red: "#ea8d8d",
  red2: "#3a1f1e",
  blue: "#8db2ee",
  blue2: "#1b2940",
  violet: "#b9a2e8",
  violet2: "#2a2140",
  sel: "#1c2926",
  hover: "#1e2523",
};

export type Density = "compact" | "default" | "comfortable";

/** Height of a list row and of a control, in pixels. */
export const sizes: Record<Density, { row: number; control: number }> = {
  compact: { row: 32, control: 26 },
  default: { row: 38, control: 30 },
  comfortable: { row: 44, control: 36 },
};

/** By the page's language: base.css. */
export const fontFamily = "var(--k-font)";
export const codeFamily = 'ui-monospace,SFMono-Regular,Menlo,Consolas,"Noto Sans Mono CJK SC",monospace';

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);

/** The palette as the style sheets name it: `--k-brand`, `--k-on-brand`… */
export function paletteVariables(palette: Palette): Record<string, string> {
  return Object.fromEntries(Object.entries(palette).map(([name, value]) => [`--k-${kebab(name)}`, value]));
}

/** Puts the palette and the row height where the style sheets read them: `--k-brand`, `--k-row`… */
export function applyPalette(palette: Palette, isDark: boolean, density: Density): void {
  const root = document.documentElement;
  root.dataset.theme = isDark ? "dark" : "light";
  root.dataset.density = density;
  root.style.colorScheme = isDark ? "dark" : "light";
  for (const [name, value] of Object.entries(paletteVariables(palette))) root.style.setProperty(name, value);
  root.style.setProperty("--k-row", `${sizes[density].row}px`);
  root.style.setProperty("--k-control", `${sizes[density].control}px`);
}
