import type { View, ViewKind } from "../api/views.ts";

export type Scene = "mine" | "shared" | "reports" | "all";
export const scenes: readonly Scene[] = ["mine", "shared", "reports", "all"];
export const viewKinds: readonly ViewKind[] = ["table", "board", "calendar"];

/** What a list asks for and how it shows it. */
export interface ListQuery {
  kind?: ViewKind | undefined;
  scene?: Scene | undefined;
  q?: string | undefined;
  filter?: Record<string, unknown> | undefined;
  sort?: string | undefined;
  /** A field, or `field:month` of a date. */
  group?: string | undefined;
  /** What a way to look keeps for itself, such as the field of a board. */
  settings?: Record<string, unknown> | undefined;
  deleted?: true | undefined;
}

const parts = ["kind", "scene", "q", "filter", "sort", "group", "settings"] as const;
type Part = (typeof parts)[number];

/**
 * The state of a list as its address holds it. With a saved view, the rest says only where the list differs from it;
 * null stands for a part of the view that was taken away.
 */
export type ListSearch = { [P in Part]?: ListQuery[P] | null } & {
  view?: string;
  deleted?: true;
  /** The form of a new record is open; values it begins with. */
  new?: Record<string, unknown>;
};

export function parseListSearch(search: Record<string, unknown>): ListSearch {
  const parsed: ListSearch = {};
  if (typeof search.view === "string" && search.view) parsed.view = search.view;
  if (scenes.includes(search.scene as Scene)) parsed.scene = search.scene as Scene;
  if (viewKinds.includes(search.kind as ViewKind)) parsed.kind = search.kind as ViewKind;
  if (search.q !== undefined && search.q !== null && search.q !== "") parsed.q = String(search.q);
  if (isObject(search.filter) && Object.keys(search.filter).length > 0) parsed.filter = search.filter;
  if (typeof search.sort === "string" && search.sort) parsed.sort = search.sort;
  if (typeof search.group === "string" && search.group) parsed.group = search.group;
  if (isObject(search.settings)) parsed.settings = search.settings;
  if (parsed.view) for (const part of parts) if (search[part] === null) parsed[part] = null;
  if (search.deleted) parsed.deleted = true;
  if (isObject(search.new)) parsed.new = search.new;
  else if (search.new) parsed.new = {};
  return parsed;
}

/** The parts of a saved view that a list follows. */
export function queryOfView(view: View): ListQuery {
  return {
    ...(view.kind === "table" ? {} : { kind: view.kind }),
    ...(view.scene ? { scene: view.scene } : {}),
    ...(view.q ? { q: view.q } : {}),
    ...(view.filter && Object.keys(view.filter).length > 0 ? { filter: view.filter } : {}),
    ...(view.sort ? { sort: view.sort } : {}),
    ...(view.group_by ? { group: view.group_by } : {}),
    ...(view.settings && Object.keys(view.settings).length > 0 ? { settings: view.settings } : {}),
  };
}

/** What is asked for: the view, and over it what the address says. */
export function queryOf(search: ListSearch, view: View | undefined): ListQuery {
  const query: Record<string, unknown> = view ? { ...queryOfView(view) } : {};
  for (const part of parts) {
    if (search[part] === null) delete query[part];
    else if (search[part] !== undefined) query[part] = search[part];
  }
  if (search.deleted) query.deleted = true;
  return query;
}

/** The address after a change: parts equal to the view's are left out, those taken away from it are null. */
export function changedSearch(search: ListSearch, view: View | undefined, patch: Partial<Record<keyof ListSearch, unknown>>): ListSearch {
  const base: ListQuery = view ? queryOfView(view) : {};
  const next: Record<string, unknown> = { ...search };
  for (const [key, value] of Object.entries(patch)) {
    const stored = parts.includes(key as Part) ? base[key as Part] : undefined;
    if (isSame(value ?? undefined, stored)) delete next[key];
    else if (value === undefined || value === null) next[key] = stored === undefined ? undefined : null;
    else next[key] = value;
    if (next[key] === undefined) delete next[key];
  }
  return next as ListSearch;
}

/** Whether the list shows something else than its view. */
export function differs(search: ListSearch): boolean {
  return parts.some((part) => search[part] !== undefined);
}

/** Where a person keeps what they want to see first of an object. */
export function firstChoiceKey(objectName: string): string {
  return `list.first.${objectName}`.slice(0, 80);
}

/** Nothing asked for: whoever opens the list sees what they chose to begin with. */
export function isBare(search: ListSearch): boolean {
  return !search.view && !search.deleted && !differs(search);
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
