import { sales } from "./sales/sales.ts";
import type { BoardMoveDialog, FormAside, RecordPart, StageGuide, WebModule } from "./web-module.ts";

/** Every module with web parts of its own, in the order of the navigation. */
export const webModules: readonly WebModule[] = [sales];

/** The parts a record page shows for an object at a place. */
export function recordPartsOf(object: string, place: RecordPart["place"]): RecordPart[] {
  return webModules.flatMap((module) => module.recordParts?.[object] ?? []).filter((part) => part.place === place);
}

/** Objects whose related list a module shows in its own way on the page of this one. */
export function replacedListsOf(object: string): Set<string> {
  return new Set(webModules.flatMap((module) => module.recordParts?.[object] ?? []).flatMap((part) => part.replaces ?? []));
}

/** Fields that the parts of the page show in their own way. */
export function coveredFieldsOf(object: string): Set<string> {
  return new Set(webModules.flatMap((module) => module.recordParts?.[object] ?? []).flatMap((part) => part.covers ?? []));
}

export function stageGuideOf(object: string): StageGuide {
  return webModules.find((module) => module.stageGuides?.[object])?.stageGuides?.[object] ?? {};
}

export function formAsideOf(object: string): FormAside | undefined {
  return webModules.find((module) => module.formAsides?.[object])?.formAsides?.[object];
}

/** Further words by which an object is found. */
export function wordsForObject(object: string): string {
  return webModules.flatMap((module) => module.objectWords?.[object] ?? []).join(" ");
}

/** What takes over the move of a card to a state, where fields alone would not do. */
export function boardMoveOf(object: string, state: string | null): BoardMoveDialog | undefined {
  return state === null ? undefined : webModules.find((module) => module.boardMoves?.[object]?.[state])?.boardMoves?.[object]?.[state];
}
