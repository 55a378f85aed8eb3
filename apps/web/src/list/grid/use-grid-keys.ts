import type { KeyboardEvent } from "react";
import { useShortcuts } from "../../shell/shortcuts.ts";
import type { ActiveCell } from "./use-active-cell.ts";

/** What keys do in a grid; each act says whether it had something to do. */
export interface GridCommands {
  cell: ActiveCell;
  lines: number;
  /** How many lines a page has; measured when a key asks. */
  page: () => number;
  move: (line: number, column: number, isExtending: boolean) => void;
  open: () => boolean;
  edit: () => boolean;
  /** Enter: opens at the title, edits elsewhere. */
  enter: () => boolean;
  select: (isRange: boolean) => boolean;
  selectLoaded: () => void;
  peek: () => boolean;
  letGo: () => boolean;
  copy: () => boolean;
  fold: (isFolded: boolean) => boolean;
  /** Makes the column of the cell wider or narrower, or moves it. */
  resize: (by: number) => boolean;
  moveColumn: (by: number) => boolean;
}

/** Arrows and j/k move, Enter opens or edits, x selects, Space looks, e edits; the focus stays on the grid. */
export function useGridKeys(commands: GridCommands, focus: () => void) {
  const { cell } = commands;
  const first = (event: { shiftKey: boolean }, line: number, column = cell.column) => {
    focus();
    commands.move(line, column, event.shiftKey);
  };
  useShortcuts("list", [
    { keys: "j", labelKey: "list.keys.down", run: (e) => first(e, cell.line + 1) },
    { keys: "k", labelKey: "list.keys.up", run: (e) => first(e, Math.max(0, cell.line - 1)) },
    { keys: "x", labelKey: "list.keys.select", run: () => void commands.select(false) },
    { keys: "Shift+x", labelKey: "list.keys.range", run: () => void commands.select(true) },
    { keys: "Shift+ArrowDown", labelKey: "list.keys.extend" },
    { keys: "Mod+a", labelKey: "list.keys.selectLoaded" },
    { keys: "Enter", labelKey: "list.keys.enter" },
    { keys: "o", labelKey: "list.keys.open", run: () => void commands.open() },
    { keys: "Space", labelKey: "list.keys.peek", run: () => void commands.peek() },
    { keys: "e", labelKey: "list.keys.edit", run: () => void commands.edit() },
    { keys: "F2", labelKey: "list.keys.edit", run: () => void commands.edit() },
    { keys: "Alt+ArrowRight", labelKey: "list.keys.wider" },
    { keys: "Alt+ArrowLeft", labelKey: "list.keys.narrower" },
    { keys: "Alt+Shift+ArrowRight", labelKey: "list.keys.moveColumn" },
    { keys: "Mod+c", labelKey: "list.keys.copy" },
    { keys: "Mod+v", labelKey: "list.keys.paste" },
  ]);
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return;
    const isMod = event.ctrlKey || event.metaKey;
    const { line, column } = cell;
    const lines: Record<string, number> = {
      ArrowDown: line + 1,
      ArrowUp: Math.max(0, line - 1),
      PageDown: line + commands.page(),
      PageUp: Math.max(0, line - commands.page()),
      Home: 0,
      End: commands.lines - 1,
    };
    const act = (): boolean => {
      if (isMod && event.key.toLowerCase() === "a") {
        commands.selectLoaded();
        return true;
      }
      if (isMod && event.key.toLowerCase() === "c") return commands.copy();
      const side = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      if (event.altKey && side !== 0) return event.shiftKey ? commands.moveColumn(side) : commands.resize(side * 16);
      if (isMod || event.altKey) return false;
      if (event.key in lines) {
        commands.move(lines[event.key] as number, column, event.shiftKey);
        return true;
      }
      if (side !== 0) {
        if (!commands.fold(side < 0)) commands.move(Math.max(0, line), column + side, false);
        return true;
      }
      if (event.key === "Enter") return commands.enter();
      if (event.key === " ") return event.shiftKey ? commands.select(false) : commands.peek();
      if (event.key === "Escape") return commands.letGo();
      return false;
    };
    if (act()) event.preventDefault();
  };
}
