import type { ComponentType, LazyExoticComponent } from "react";
import type { ApiRecord, ObjectInfo } from "../api/types.ts";
import type { IconName } from "../icons/paths.ts";

type Loaded<Props> = LazyExoticComponent<ComponentType<Props>> | ComponentType<Props>;

/** Something of one object shown on its record page: an action of the head, or a panel of a column. */
export interface RecordPart {
  id: string;
  place: "head" | "facts" | "middle" | "related";
  Component: Loaded<{ object: ObjectInfo; record: ApiRecord }>;
}

/** Shown beside the form of an object while it is filled in: possible duplicates, hints. */
export type FormAside = Loaded<{ object: ObjectInfo; values: Record<string, unknown>; record: ApiRecord | undefined }>;

/** A panel of the workbench; each person chooses which and in what order. `labelKey` is a text of `locales`. */
export interface HomeWidget {
  id: string;
  labelKey: string;
  width: "third" | "half" | "two-thirds" | "full";
  /** Objects the person must be able to read. */
  needs?: readonly string[];
  Component: Loaded<Record<never, never>>;
}

/** A page of a module in the navigation; its route stands in `router.tsx`. */
export interface NavigationEntry {
  to: string;
  labelKey: string;
  icon: IconName;
  needs?: readonly string[];
}

/** What a module brings to the web app beyond the generic pages. Components are loaded when they are shown. */
export interface WebModule {
  name: string;
  /** By the object's name. */
  recordParts?: Readonly<Record<string, readonly RecordPart[]>>;
  formAsides?: Readonly<Record<string, FormAside>>;
  homeWidgets?: readonly HomeWidget[];
  navigation?: readonly NavigationEntry[];
}
