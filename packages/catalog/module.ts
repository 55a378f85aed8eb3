import type { ObjectDefinition } from "./object.ts";

/** The declarative part of a module that server and web share. */
export interface ModuleCatalog {
  name: string;
  label: { zh: string; en: string };
  icon?: string;
  objects: ObjectDefinition[];
}
