import { useCallback, useState } from "react";

/** The cell the keys are at. */
export interface ActiveCell {
  line: number;
  column: number;
}

const nowhere: ActiveCell = { line: -1, column: 0 };

/** Where the keys are, within a list of so many lines and columns; another list begins with none. */
export function useActiveCell(scope: string, lines: number, columns: number) {
  const [state, setState] = useState({ scope, cell: nowhere });
  const cell = state.scope === scope ? state.cell : nowhere;
  const activate = useCallback(
    (line: number, column: number) => {
      const next = { line: Math.min(lines - 1, Math.max(-1, line)), column: Math.min(columns - 1, Math.max(0, column)) };
      setState({ scope, cell: next });
      return next;
    },
    [scope, lines, columns],
  );
  return { cell, activate };
}
