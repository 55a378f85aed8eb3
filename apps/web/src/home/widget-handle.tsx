import type { KeyboardEvent, PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../icons/icon.tsx";
import { type Placed, type WidgetWidth, widths } from "./home-layout.ts";

interface Props {
  label: string;
  placed: Placed;
  index: number;
  count: number;
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onMove: (to: number) => void;
  onResize: (width: WidgetWidth) => void;
  onRemove: () => void;
}

/** Above a widget in edit mode: a grip for pointer and arrow keys, its width, and the way out. */
export function WidgetHandle({ label, placed, index, count, onPointerDown, onMove, onResize, onRemove }: Props) {
  const { t } = useTranslation();
  const onKeyDown = (event: KeyboardEvent) => {
    const size = widths.indexOf(placed.width);
    if (event.shiftKey && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      event.preventDefault();
      const width = widths[size + (event.key === "ArrowRight" ? 1 : -1)];
      if (width) onResize(width);
      return;
    }
    const to = { ArrowUp: index - 1, ArrowLeft: index - 1, ArrowDown: index + 1, ArrowRight: index + 1, Home: 0, End: count - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      if (to >= 0 && to < count) onMove(to);
    } else if (event.key === "Delete") onRemove();
  };
  return (
    <div className="k-widget-handle">
      <button
        type="button"
        className="k-widget-grip"
        onPointerDown={onPointerDown}
        onKeyDown={onKeyDown}
        aria-label={t("home.edit.grip", { widget: label, at: index + 1, total: count })}
        title={t("home.edit.gripHelp")}
      >
        <Icon name="grip" size={16} />
        <span className="k-ellipsis">{label}</span>
      </button>
      <span className="k-space" />
      <div className="k-segments is-small" role="group" aria-label={t("home.edit.widthOf", { widget: label })}>
        {widths.map((width) => (
          <button
            key={width}
            type="button"
            aria-pressed={placed.width === width}
            aria-label={t(`home.edit.widths.${width}`)}
            title={t(`home.edit.widths.${width}`)}
            onClick={() => onResize(width)}
          >
            <i className={`k-width-mark is-${width}`} />
          </button>
        ))}
      </div>
      <button
        type="button"
        className="k-icon-button"
        aria-label={t("home.edit.remove", { widget: label })}
        title={t("home.edit.remove", { widget: label })}
        onClick={onRemove}
      >
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}
