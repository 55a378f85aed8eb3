import type { SearchHit } from "../../api/search.ts";
import type { IconName } from "../../icons/paths.ts";
import type { Range } from "./match-text.ts";

export type Section = "here" | "pages" | "new" | "import" | "settings" | "look" | "account";

/** Something the palette can do. */
export interface Command {
  id: string;
  section: Section;
  icon: IconName;
  label: string;
  /** Further words it is found by. */
  words?: string;
  /** A state of it, such as the choice that holds now. */
  isOn?: boolean;
  keys?: string;
  /** Address it leads to: it can be opened in another tab. */
  href?: string;
  /** Shows further commands instead of doing something. */
  steps?: () => Command[];
  run?: () => void;
}

/** A row of the palette. */
export interface Entry {
  id: string;
  group: string;
  icon: IconName;
  label: string;
  ranges: readonly Range[];
  /** The second line. */
  detail?: string;
  /** Told at the end of the row. */
  hint?: string;
  isOn?: boolean;
  keys?: string;
  href?: string;
  steps?: () => Command[];
  run: () => void;
  hit?: SearchHit;
}
