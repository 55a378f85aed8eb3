import type { View } from "../../api/views.ts";

export const viewOrderKey = (object: string): string => `view-order.${object}`.slice(0, 80);

/** Views in a person's own order: first those they have placed, then the others as their owners placed them. */
export function inOwnOrder(views: readonly View[], order: readonly string[]): View[] {
  const placeOf = new Map(order.map((id, place) => [id, place]));
  const place = (view: View): number => placeOf.get(view.id) ?? order.length;
  return [...views].sort((a, b) => place(a) - place(b));
}

/** The order after one of the views shown was moved a step to the left or right. */
export function orderAfterMove(shown: readonly View[], id: string, step: -1 | 1): string[] {
  const order = shown.map((view) => view.id);
  const from = order.indexOf(id);
  const to = from + step;
  if (from < 0 || to < 0 || to >= order.length) return order;
  order.splice(to, 0, ...order.splice(from, 1));
  return order;
}
