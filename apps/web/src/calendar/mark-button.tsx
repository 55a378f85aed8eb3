import { Dropdown } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../icons/icon.tsx";
import { clockOf } from "./days.ts";
import { EntryChip, iconOf } from "./entry-chip.tsx";
import { type Handlers, placeOf } from "./handlers.ts";
import type { Mark } from "./layout.ts";

/** What a lane of marks takes from the plan. */
export const markStep = 26;

/** Something that happened; several at one time stand behind their number and open as a menu. */
export function MarkButton({ mark, handlers }: { mark: Mark; handlers: Handlers }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const style = { top: `${(mark.top / 1440) * 100}%`, right: 2 + mark.lane * markStep };
  const [first, ...others] = mark.entries;
  if (!first) return null;
  if (others.length === 0)
    return (
      <EntryChip
        entry={first}
        color={handlers.colorOf(first)}
        shape="mark"
        className="k-time-mark"
        style={style}
        onOpen={(entry, element) => handlers.open(entry, placeOf(element))}
      />
    );
  const said = t("calendar.marks", { count: mark.entries.length, time: clockOf(first.start) });
  const items = mark.entries.map((entry) => ({
    key: entry.key,
    icon: <Icon name={iconOf(entry) ?? "activity"} size={14} />,
    label: (
      <span className="k-time-mark-line">
        <span className="k-muted">{clockOf(entry.start)}</span>
        <bdi className="k-ellipsis">{entry.title}</bdi>
      </span>
    ),
  }));
  const choose = (key: string) => {
    const entry = mark.entries.find((e) => e.key === key);
    setOpen(false);
    if (entry && button.current) handlers.open(entry, placeOf(button.current));
  };
  return (
    <Dropdown open={isOpen} onOpenChange={setOpen} trigger={["click"]} placement="bottomRight" autoFocus menu={{ items, onClick: ({ key }) => choose(key) }}>
      <button
        type="button"
        ref={button}
        className={`k-entry is-mark is-activity is-${handlers.colorOf(first)} k-time-mark`}
        style={style}
        title={said}
        aria-haspopup="menu"
        aria-expanded={isOpen}
      >
        <span className="k-visually-hidden">{said}</span>
        <span aria-hidden="true">{mark.entries.length}</span>
      </button>
    </Dropdown>
  );
}
