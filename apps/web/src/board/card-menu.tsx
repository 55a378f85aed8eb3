import { useNavigate } from "@tanstack/react-router";
import { Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import type { ApiRecord, ObjectInfo } from "../api/types.ts";
import { Icon } from "../icons/icon.tsx";
import type { BoardColumn } from "./board-columns.ts";
import type { Verdict } from "./move-rules.ts";
import { labelOfColumn, reasonAgainst } from "./move-words.ts";

export interface OpenMenu {
  record: ApiRecord;
  anchor: HTMLElement;
}

interface Props {
  object: ObjectInfo;
  menu: OpenMenu;
  columns: readonly BoardColumn[];
  verdicts: ReadonlyMap<string | null, Verdict>;
  onMove: (to: BoardColumn) => void;
  onClose: () => void;
}

/** Moves a card without dragging; what it may not do stands there with the reason. */
export function CardMenu({ object, menu, columns, verdicts, onMove, onClose }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const box = menu.anchor.getBoundingClientRect();
  const from = columns.find((c) => verdicts.get(c.value)?.kind === "same");
  const items = [
    {
      key: "open",
      label: t("board.menu.open"),
      icon: <Icon name="external" size={14} />,
      onClick: () => void navigate({ to: "/o/$path/$id", params: { path: object.path, id: menu.record.id } }),
    },
    { type: "divider" as const },
    {
      type: "group" as const,
      key: "move",
      label: t("board.menu.moveTo"),
      children: columns.map((column) => {
        const verdict = verdicts.get(column.value);
        return {
          key: column.value ?? "none",
          disabled: verdict?.kind !== "allowed",
          title: verdict?.kind === "refused" ? reasonAgainst(verdict.reason, from, column) : "",
          label: (
            <span className="k-row-gap" style={{ flexWrap: "nowrap" }}>
              <i className={`k-dot is-${column.color ?? "gray"}`} />
              {labelOfColumn(column)}
              {verdict?.kind === "same" ? <Icon name="check" size={14} /> : null}
            </span>
          ),
          onClick: () => onMove(column),
        };
      }),
    },
  ];
  const choose = ({ domEvent }: { domEvent: { type: string; preventDefault: () => void } }) => {
    // the focus goes back while Enter is still down: the button would open the menu again
    if (domEvent.type === "keydown") domEvent.preventDefault();
    onClose();
  };
  return (
    <Dropdown
      open
      trigger={["click"]}
      placement="bottomRight"
      menu={{ items, autoFocus: true, onClick: choose }}
      autoFocus
      onOpenChange={(isOpen) => {
        if (isOpen) return;
        onClose();
        menu.anchor.focus({ preventScroll: true });
      }}
    >
      <span style={{ position: "fixed", left: box.left, top: box.top, width: box.width, height: box.height, pointerEvents: "none" }} />
    </Dropdown>
  );
}
