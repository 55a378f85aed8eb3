import { sales } from "./sales/sales.ts";
import type { RecordPart, WebModule } from "./web-module.ts";

/** Every module with web parts of its own, in the order of the navigation. */
export const webModules: readonly WebModule[] = [sales];

/** The parts a record page shows for an object at a place. */
export function recordPartsOf(object: string, place: RecordPart["place"]): RecordPart[] {
  return webModules.flatMap((module) => module.recordParts?.[object] ?? []).filter((part) => part.place === place);
}
