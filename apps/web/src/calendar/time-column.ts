import type { ReactNode } from "react";
import type { Entry } from "./entry.ts";

/** A day, or a person's day, of the time grid. */
export interface TimeColumn {
  key: string;
  day: string;
  userId?: string;
  label: string;
  head: ReactNode;
  entries: readonly Entry[];
}
