import type { Entry, Times } from "./entry.ts";
import type { Color } from "./use-calendar.ts";

/** A place on the screen that a small form stands beside. */
export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What the pages of a calendar share: how entries look and what becomes of what people do with them. */
export interface Handlers {
  colorOf: (entry: Entry) => Color;
  canMove: (entry: Entry) => boolean;
  canResize: (entry: Entry) => boolean;
  open: (entry: Entry, place: Place) => void;
  /** Missing where nothing can be made. */
  create?: ((times: Times, place: Place, userId?: string) => void) | undefined;
  move: (entry: Entry, times: Times) => void;
  /** Missing where nothing can be removed. */
  remove?: ((entry: Entry) => void) | undefined;
  /** Shows one day. */
  goTo: (day: string) => void;
}

export function placeOf(element: Element): Place {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}
