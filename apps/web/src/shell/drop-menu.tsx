import { Dropdown, type DropdownProps } from "antd";
import { type ReactElement, useRef, useState } from "react";
import { Icon } from "../icons/icon.tsx";

interface Props {
  menu: NonNullable<DropdownProps["menu"]>;
  placement?: NonNullable<DropdownProps["placement"]>;
  children: ReactElement;
}

/** Ant Design's own has an English name, which screen readers say. */
const arrow = (
  <span className="ant-dropdown-menu-submenu-arrow">
    <Icon name="right" size={12} />
  </span>
);

/** A button with a menu. Opened by keys, the focus goes to its first entry at once, and back to the button when it closes. */
export function DropMenu({ menu, placement = "bottomRight", children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLElement | null>(null);
  const change = (open: boolean) => {
    const focused = document.activeElement;
    if (open) opener.current = focused instanceof HTMLElement && focused.matches(":focus-visible") ? focused : null;
    // before a dialog the chosen entry opens remembers where the focus was
    else if (opener.current?.isConnected) opener.current.focus({ preventScroll: true });
    setOpen(open);
  };
  const onClick: typeof menu.onClick = (info) => {
    // the focus goes back while Enter is still down: the button would take it for its own and open again
    if ("key" in info.domEvent) info.domEvent.preventDefault();
    menu.onClick?.(info);
  };
  return (
    <Dropdown
      menu={{ expandIcon: arrow, ...menu, onClick }}
      trigger={["click"]}
      placement={placement}
      open={isOpen}
      onOpenChange={change}
      autoFocus={opener.current !== null}
    >
      {children}
    </Dropdown>
  );
}
