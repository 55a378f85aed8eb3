import { Drawer, Popover } from "antd";
import { cloneElement, type ReactElement, type ReactNode } from "react";
import { useIsNarrow } from "../preferences/use-media.ts";
import { PopupPanel } from "./popup-panel.tsx";

interface Props {
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  title: string;
  content: ReactNode;
  placement?: "bottomLeft" | "bottomRight";
  /** The button that opens it. */
  children: ReactElement<{ onClick?: () => void }>;
}

/** A small form beside its button; a sheet from below on phones. */
export function Flyout({ isOpen, setOpen, title, content, placement = "bottomLeft", children }: Props) {
  const isNarrow = useIsNarrow();
  const panel = (
    <PopupPanel label={title} onClose={() => setOpen(false)}>
      {content}
    </PopupPanel>
  );
  if (!isNarrow)
    return (
      <Popover trigger="click" placement={placement} arrow={false} open={isOpen} onOpenChange={setOpen} destroyOnHidden content={panel}>
        {children}
      </Popover>
    );
  return (
    <>
      {cloneElement(children, { onClick: () => setOpen(true) })}
      <Drawer open={isOpen} onClose={() => setOpen(false)} title={title} placement="bottom" size="min(86dvh, 560px)" destroyOnHidden className="k-sheet">
        {content}
      </Drawer>
    </>
  );
}
