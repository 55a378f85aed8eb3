import { Drawer, Popover } from "antd";
import type { ReactNode } from "react";
import { useIsNarrow } from "../preferences/use-media.ts";
import { PopupPanel } from "../shell/popup-panel.tsx";
import type { Place } from "./handlers.ts";

/** What stands beside a place, at most 360 pixels wide, has room there; else it goes below. */
const hasSide = ({ x, width }: Place): boolean => Math.max(x, window.innerWidth - x - width) >= 360 && width < 480;

/** A small form beside a place of the calendar; a sheet from below on phones. */
export function Beside({ place, title, onClose, children }: { place: Place; title: string; onClose: () => void; children: ReactNode }) {
  const isNarrow = useIsNarrow();
  if (isNarrow)
    return (
      <Drawer open onClose={onClose} placement="bottom" title={title} size="auto" className="k-sheet" destroyOnHidden>
        {children}
      </Drawer>
    );
  return (
    <Popover
      open
      trigger="click"
      placement={hasSide(place) ? "right" : "bottomLeft"}
      arrow={false}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      content={
        <PopupPanel label={title} onClose={onClose}>
          {children}
        </PopupPanel>
      }
      destroyOnHidden
    >
      <span aria-hidden="true" style={{ position: "fixed", left: place.x, top: place.y, width: place.width, height: place.height, pointerEvents: "none" }} />
    </Popover>
  );
}
