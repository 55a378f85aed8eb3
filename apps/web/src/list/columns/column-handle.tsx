import { type PointerEvent, useRef } from "react";
import { narrowest, widest } from "../grid/template.ts";
import type { Column } from "./columns.ts";

interface Props {
  columns: readonly Column[];
  index: number;
  setColumns: (columns: readonly Column[]) => void;
}

/** The right edge of a column: dragged to any width, double-clicked to fit what it shows. Keys do it with Alt and the arrows. */
export function ColumnHandle({ columns, index, setColumns }: Props) {
  const start = useRef<{ x: number; width: number; head: HTMLElement } | null>(null);
  const set = (width: number) => {
    const bounded = Math.round(Math.min(widest, Math.max(narrowest, width)));
    setColumns(columns.map((c, i) => (i === index ? { ...c, width: bounded } : c)));
  };
  const cellOf = (element: HTMLElement) => element.closest<HTMLElement>("[role=columnheader]");
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const head = cellOf(event.currentTarget);
    if (!head || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width: head.offsetWidth, head };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const from = start.current;
    if (!from) return;
    preview(from.head, index, Math.min(widest, Math.max(narrowest, from.width + event.clientX - from.x)));
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const from = start.current;
    start.current = null;
    if (from && Math.abs(event.clientX - from.x) > 2) set(from.width + event.clientX - from.x);
  };
  return (
    <span
      aria-hidden="true"
      className="k-column-handle"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => {
        start.current = null;
      }}
      onClick={(e) => e.stopPropagation()}
      onDoubleClick={(e) => {
        e.stopPropagation();
        set(fitting(e.currentTarget, index));
      }}
    />
  );
}

/** Shows the new width while it is dragged, without drawing the list again. */
function preview(head: HTMLElement, index: number, width: number): void {
  const grid = head.closest<HTMLElement>(".k-grid-inner");
  if (!grid) return;
  const template = getComputedStyle(head.parentElement as HTMLElement).gridTemplateColumns.split(" ");
  template[index + 1] = `${width}px`;
  for (const row of grid.querySelectorAll<HTMLElement>(".k-grid-head, .k-grid-row, .k-grid-sums")) row.style.gridTemplateColumns = template.join(" ");
}

/** As wide as the widest of what is drawn now. */
function fitting(handle: HTMLElement, index: number): number {
  const cells = handle.closest(".k-grid-inner")?.querySelectorAll<HTMLElement>(`[aria-colindex="${index + 2}"] > :first-child`) ?? [];
  let width = 0;
  for (const cell of cells) {
    const range = document.createRange();
    range.selectNodeContents(cell);
    width = Math.max(width, range.getBoundingClientRect().width, cell.scrollWidth);
  }
  return width + 28;
}
