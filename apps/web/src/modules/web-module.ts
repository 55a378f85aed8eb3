import type { ComponentType, LazyExoticComponent } from "react";
import type { ApiRecord, Label, ObjectInfo } from "../api/types.ts";
import type { IconName } from "../icons/paths.ts";

type Loaded<Props> = LazyExoticComponent<ComponentType<Props>> | ComponentType<Props>;

/** Something of one object shown on its record page: an action of the head, or a panel of a column. */
export interface RecordPart {
  id: string;
  place: "head" | "facts" | "middle" | "related";
  /** Objects whose generic related list this part stands for. */
  replaces?: readonly string[];
  /** Fields it shows or stands for, which the facts need not repeat. */
  covers?: readonly string[];
  Component: Loaded<{ object: ObjectInfo; record: ApiRecord }>;
}

/** Shown beside the form of an object while it is filled in: possible duplicates, hints. */
export type FormAside = Loaded<{ object: ObjectInfo; values: Record<string, unknown>; record: ApiRecord | undefined }>;

/** A stretch of time a record spent in one state. */
export interface StageSpan {
  stage: string;
  entered_at: string;
  left_at: string | null;
  days: number;
  by?: string | null;
}

/** A state on the path of one record, by the name used there, with fields it asks for. */
export interface GuidedStage {
  value: string;
  label?: Label | undefined;
  requires?: readonly string[] | undefined;
}

/** What a module knows about the states of its object beyond the catalog. */
export interface StageGuide {
  /** The states on the path of this record, in order; undefined: all of the catalog. */
  stages?: (record: ApiRecord) => GuidedStage[] | undefined;
  /** How long it was in each; otherwise read from the record's history. */
  spans?: (record: ApiRecord) => Promise<StageSpan[]>;
}

/** Opens where a card was dropped; it writes, or leaves everything as it was. */
export type BoardMoveDialog = Loaded<{ object: ObjectInfo; record: ApiRecord; onClose: () => void }>;

/** A panel of the workbench; each person chooses which and in what order. `labelKey` and `aboutKey` are texts of `locales`. */
export interface HomeWidget {
  id: string;
  labelKey: string;
  /** What it shows, for those who choose. */
  aboutKey: string;
  width: "third" | "half" | "two-thirds" | "full";
  /** What stands in its place until its code has come: a strip of figures rather than a panel. */
  outline?: "tiles";
  /** Objects the person must be able to read. */
  needs?: readonly string[];
  /** Only for those who see more than their own records. */
  isForTeams?: boolean;
  /** Not there until it is chosen. */
  isOptional?: boolean;
  /** Stands first on phones. */
  isForToday?: boolean;
  Component: Loaded<Record<never, never>>;
}

/** A page of a module in the navigation; its route stands in `router.tsx`. */
export interface NavigationEntry {
  to: string;
  labelKey: string;
  icon: IconName;
  needs?: readonly string[];
  /** A shortcut that goes there, such as `g e`. */
  keys?: string;
}

/** Something a module offers in the palette (Ctrl/⌘ K). */
export interface ModuleCommand {
  id: string;
  labelKey: string;
  icon: IconName;
  /** Further words by which it is found, in any language. */
  words?: string;
  /** Objects the person must be able to read, and to create. */
  needs?: readonly string[];
  creates?: readonly string[];
  /** Only on the page of a record of these objects; else everywhere. */
  on?: readonly string[];
  /** Where it leads: a path of the app, with its search if any. */
  to: (record: { object: string; id: string } | undefined) => { path: string; search?: Record<string, unknown> };
}

/** What a module brings to the web app beyond the generic pages. Components are loaded when they are shown. */
export interface WebModule {
  name: string;
  /** By the object's name. */
  recordParts?: Readonly<Record<string, readonly RecordPart[]>>;
  formAsides?: Readonly<Record<string, FormAside>>;
  stageGuides?: Readonly<Record<string, StageGuide>>;
  /** Takes over a move on the board that needs more than fields, by object and by the state moved to. */
  boardMoves?: Readonly<Record<string, Readonly<Record<string, BoardMoveDialog>>>>;
  homeWidgets?: readonly HomeWidget[];
  /** Buttons in the head of the workbench, for those who may create records of what they need. */
  homeActions?: readonly { id: string; needs: readonly string[]; Component: Loaded<Record<never, never>> }[];
  navigation?: readonly NavigationEntry[];
  commands?: readonly ModuleCommand[];
  /** What people also call an object, in any language: its list is found by these words, too. */
  objectWords?: Readonly<Record<string, string>>;
}
