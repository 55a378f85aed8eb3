import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../api/catalog.ts";
import type { ObjectInfo } from "../api/types.ts";
import { Icon } from "../icons/icon.tsx";
import { DropMenu } from "../shell/drop-menu.tsx";
import { formatSort, parseSort, sortableFields } from "./sort.ts";

/** The order of the list in words: 排序 预计金额 ↓. */
export function SortMenu({ object, sort, onChange }: { object: ObjectInfo; sort: string | undefined; onChange: (sort: string | undefined) => void }) {
  const { t } = useTranslation();
  const keys = parseSort(sort);
  const first = keys[0];
  const choose = (field: string) =>
    onChange(formatSort([{ field, isDescending: first?.field === field ? !first.isDescending : field.endsWith("_at") || field.endsWith("_date") }]));
  const items = [
    ...(first ? [{ key: "default", label: t("list.sort.default"), onClick: () => onChange(undefined) }, { type: "divider" as const }] : []),
    ...sortableFields(object).map((f) => ({
      key: f.name,
      label: labelOf(f.label),
      role: "menuitemradio",
      "aria-checked": first?.field === f.name,
      icon: (
        <span style={{ width: 14, display: "inline-block" }}>
          {first?.field === f.name ? <Icon name={first.isDescending ? "arrowDown" : "arrowUp"} size={14} /> : null}
        </span>
      ),
      onClick: () => choose(f.name),
    })),
  ];
  const label = first ? labelOf(fieldOf(object, first.field)?.label) || first.field : t("list.sort.default");
  return (
    <DropMenu menu={{ items, style: { maxHeight: 400, overflowY: "auto" } }}>
      <button type="button" className="k-chip" aria-haspopup="menu">
        {t("list.sort.label")} <b>{keys.length > 1 ? `${label} +${keys.length - 1}` : label}</b>{" "}
        {first ? <Icon name={first.isDescending ? "arrowDown" : "arrowUp"} size={12} /> : null}
        {first ? <span className="k-visually-hidden">{t(first.isDescending ? "list.sort.descending" : "list.sort.ascending")}</span> : null}
      </button>
    </DropMenu>
  );
}
