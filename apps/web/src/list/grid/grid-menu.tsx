import { Dropdown } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../../api/types.ts";
import { whenIdle } from "../../shell/when-idle.ts";
import { isEditable } from "../editing/editable.ts";
import type { ViewProps } from "../views/view-props.ts";
import type { GridCommands } from "./use-grid-keys.ts";

interface Props extends Pick<ViewProps, "search" | "change"> {
  object: ObjectInfo;
  field: FieldInfo | undefined;
  record: ApiRecord | undefined;
  commands: GridCommands;
  isOff: boolean;
  children: ReactNode;
}

/** The menu of the cell the pointer is at. It knows every kind of filter, so its code comes after the rows. */
export function GridMenu({ object, field, record, search, change, commands, isOff, children }: Props) {
  const { t } = useTranslation();
  const [itemsOf, setItemsOf] = useState<typeof import("./cell-menu.tsx")["cellMenu"]>();
  useEffect(() => whenIdle(() => void import("./cell-menu.tsx").then((m) => setItemsOf(() => m.cellMenu)).catch(() => undefined)), []);
  const items = itemsOf && record && field ? itemsOf({ t, object, field, record, search, change, canEdit: isEditable(object, field), grid: commands }) : [];
  return (
    <Dropdown trigger={isOff ? [] : ["contextMenu"]} menu={{ items }} destroyOnHidden>
      <div className="k-grid-area">{children}</div>
    </Dropdown>
  );
}
