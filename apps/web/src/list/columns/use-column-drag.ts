import { type DragEvent, useState } from "react";
import type { Column } from "./columns.ts";

const kind = "application/x-keshu-column";

/** Moves a column: the title stays first, where the reader looks. */
export function moveColumn(columns: readonly Column[], from: number, to: number): readonly Column[] {
  if (from < 1 || to < 1 || from === to || to >= columns.length) return columns;
  const next = [...columns];
  const [column] = next.splice(from, 1);
  next.splice(to, 0, column as Column);
  return next;
}

/** Columns are put in another order by dragging their heads. */
export function useColumnDrag(columns: readonly Column[], setColumns: (columns: readonly Column[]) => void) {
  const [drag, setDrag] = useState<{ from: number; over: number } | null>(null);
  const handlersOf = (index: number) =>
    index === 0
      ? {}
      : {
          draggable: true,
          onDragStart: (event: DragEvent) => {
            if ((event.target as HTMLElement).closest?.(".k-column-handle")) return event.preventDefault();
            event.dataTransfer.setData(kind, String(index));
            event.dataTransfer.effectAllowed = "move";
            setDrag({ from: index, over: index });
          },
          onDragOver: (event: DragEvent) => {
            if (!drag) return;
            event.preventDefault();
            if (drag.over !== index) setDrag({ ...drag, over: index });
          },
          onDrop: (event: DragEvent) => {
            if (!drag) return;
            event.preventDefault();
            setColumns(moveColumn(columns, drag.from, index));
            setDrag(null);
          },
          onDragEnd: () => setDrag(null),
        };
  const classOf = (index: number): string => {
    if (!drag || drag.over !== index || drag.from === index) return "";
    return drag.from < index ? " is-drop-after" : " is-drop-before";
  };
  return { handlersOf, classOf };
}
