import type { HomeWidget } from "../modules/web-module.ts";

export type WidgetWidth = HomeWidget["width"];
export const widths: readonly WidgetWidth[] = ["third", "half", "two-thirds", "full"];

/** One widget on a person's workbench. */
export interface Placed {
  id: string;
  width: WidgetWidth;
}

/** What is known about a widget as far as the arrangement goes. */
export type Placeable = Pick<HomeWidget, "id" | "width" | "isOptional">;

/** What a person kept, as far as it still exists; without anything kept, every widget that is not optional, in order. */
export function arrange(kept: unknown, available: readonly Placeable[]): Placed[] {
  if (!Array.isArray(kept)) return available.filter((w) => !w.isOptional).map(({ id, width }) => ({ id, width }));
  const known = new Set(available.map((w) => w.id));
  const seen = new Set<string>();
  return kept.flatMap((entry: unknown) => {
    const { id, width } = (typeof entry === "object" && entry !== null ? entry : {}) as Partial<Placed>;
    if (typeof id !== "string" || !known.has(id) || seen.has(id)) return [];
    seen.add(id);
    return [{ id, width: width && widths.includes(width) ? width : (available.find((w) => w.id === id)?.width ?? "half") }];
  });
}

/** The widget at one place put to another; places beyond the ends are the ends. */
export function moved(layout: readonly Placed[], id: string, to: number): Placed[] {
  const from = layout.findIndex((p) => p.id === id);
  const placed = layout[from];
  if (!placed) return [...layout];
  const others = layout.filter((p) => p.id !== id);
  const place = Math.min(others.length, Math.max(0, to));
  return [...others.slice(0, place), placed, ...others.slice(place)];
}

export function resized(layout: readonly Placed[], id: string, width: WidgetWidth): Placed[] {
  return layout.map((p) => (p.id === id ? { ...p, width } : p));
}

export function without(layout: readonly Placed[], id: string): Placed[] {
  return layout.filter((p) => p.id !== id);
}

export function withWidget(layout: readonly Placed[], { id, width }: Placeable): Placed[] {
  return layout.some((p) => p.id === id) ? [...layout] : [...layout, { id, width }];
}
