import { Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../icons/icon.tsx";
import type { HomeWidget } from "../modules/web-module.ts";
import { EmptyState } from "../shell/empty-state.tsx";
import { ErrorBoundary } from "../shell/error-boundary.tsx";
import { useReorder } from "../shell/use-reorder.ts";
import { moved, type Placed, resized, type WidgetWidth, without } from "./home-layout.ts";
import { TilesSkeleton, WidgetSkeleton } from "./widget-frame.tsx";
import { WidgetHandle } from "./widget-handle.tsx";

interface Props {
  layout: Placed[];
  available: readonly HomeWidget[];
  /** Kept in its place but not shown now. */
  isHidden: (widget: HomeWidget) => boolean;
  isEditing: boolean;
  onChange: (layout: Placed[]) => void;
  onAdd: () => void;
}

/** The widgets in a person's order; in edit mode each carries what moves, sizes and removes it. */
export function WidgetGrid({ layout, available, isHidden, isEditing, onChange, onAdd }: Props) {
  const { t } = useTranslation();
  const grid = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState("");
  const labelOfWidget = (id: string): string => t(available.find((w) => w.id === id)?.labelKey ?? "");
  const move = (id: string, to: number) => {
    const next = moved(layout, id, to);
    onChange(next);
    setSaid(t("home.edit.movedTo", { widget: labelOfWidget(id), at: next.findIndex((p) => p.id === id) + 1, total: next.length }));
  };
  const resize = (id: string, width: WidgetWidth) => {
    onChange(resized(layout, id, width));
    setSaid(t("home.edit.resizedTo", { widget: labelOfWidget(id), width: t(`home.edit.widths.${width}`) }));
  };
  const remove = (id: string) => {
    const at = [...(grid.current?.querySelectorAll("[data-reorder]") ?? [])].findIndex((w) => w.getAttribute("data-reorder") === id);
    onChange(without(layout, id));
    // what was pressed has gone: on with the one that took its place
    requestAnimationFrame(() => {
      const grips = [...(grid.current?.querySelectorAll<HTMLElement>(".k-widget-grip") ?? [])];
      (grips[at] ?? grips.at(-1))?.focus();
    });
    setSaid(t("home.edit.removed", { widget: labelOfWidget(id) }));
  };
  const { dragged, onPointerDown } = useReorder(
    grid,
    layout.map((p) => p.id),
    move,
  );
  if (layout.length === 0)
    return (
      <EmptyState icon="home" title={t("home.edit.empty")} text={t("home.edit.emptyText")}>
        <button type="button" className="k-button is-primary" onClick={onAdd}>
          {t("home.edit.add")}
        </button>
      </EmptyState>
    );
  return (
    <>
      <div role="status" className="k-visually-hidden">
        {said}
      </div>
      <div className={`k-home${isEditing ? " is-editing" : ""}`} ref={grid}>
        {layout.map((placed, index) => {
          const widget = available.find((w) => w.id === placed.id);
          if (!widget || isHidden(widget)) return null;
          const { Component } = widget;
          return (
            <div key={placed.id} className={`k-widget is-${placed.width}${dragged === placed.id ? " is-dragged" : ""}`} data-reorder={placed.id}>
              {isEditing ? (
                <WidgetHandle
                  label={t(widget.labelKey)}
                  placed={placed}
                  index={index}
                  count={layout.length}
                  onPointerDown={(event) => onPointerDown(event, placed.id)}
                  onMove={(to) => move(placed.id, to)}
                  onResize={(width) => resize(placed.id, width)}
                  onRemove={() => remove(placed.id)}
                />
              ) : null}
              <div className="k-widget-body" inert={isEditing}>
                <ErrorBoundary>
                  <Suspense fallback={widget.outline === "tiles" ? <TilesSkeleton /> : <WidgetSkeleton title={t(widget.labelKey)} />}>
                    <Component />
                  </Suspense>
                </ErrorBoundary>
              </div>
            </div>
          );
        })}
        {isEditing ? (
          <button type="button" className="k-widget-add is-third" onClick={onAdd}>
            <Icon name="plus" />
            {t("home.edit.add")}
          </button>
        ) : null}
      </div>
    </>
  );
}
