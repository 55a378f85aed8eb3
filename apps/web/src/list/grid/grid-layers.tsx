import { Suspense } from "react";
import type { ObjectInfo } from "../../api/types.ts";
import { lazyReady } from "../../shell/lazy-ready.ts";
import type { Paste } from "../editing/use-paste.ts";
import type { Grid } from "./use-grid-actions.ts";

const PeekDrawer = lazyReady(() => import("../peek/peek-drawer.tsx"));
const PasteDialog = lazyReady(() => import("../editing/paste-dialog.tsx"));
const ConflictDialog = lazyReady(() => import("../../record/conflict/conflict-dialog.tsx"));

interface Props {
  object: ObjectInfo;
  grid: Grid;
  paste: Paste;
  peeked: string | null;
  setPeeked: (id: string | null) => void;
}

/** What opens over the grid: the drawer of one record, what is pasted, two values of one cell. */
export function GridLayers({ object, grid, paste, peeked, setPeeked }: Props) {
  const { cell, move } = grid.commands;
  return (
    <Suspense fallback={null}>
      {peeked ? <PeekDrawer object={object} id={peeked} onClose={() => setPeeked(null)} onStep={(by) => move(cell.line + by, cell.column, false)} /> : null}
      {paste.pasted ? <PasteDialog object={object} pasted={paste.pasted} onClose={paste.close} /> : null}
      {grid.conflict ? (
        <ConflictDialog
          object={object}
          seen={grid.conflict.seen}
          mine={grid.conflict.problem.values}
          onResolved={(record) => grid.settleConflict(record)}
          onCancel={() => grid.settleConflict(undefined)}
        />
      ) : null}
    </Suspense>
  );
}
