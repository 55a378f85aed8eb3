import { useTranslation } from "react-i18next";
import { labelOf } from "../../api/catalog.ts";
import type { ObjectInfo } from "../../api/types.ts";
import { DropMenu } from "../../shell/drop-menu.tsx";
import { groupableFields, parseGroup, periods } from "./group-field.ts";

/** The list in groups: 分组 阶段. */
export function GroupMenu({ object, group, onChange }: { object: ObjectInfo; group: string | undefined; onChange: (group: string | undefined) => void }) {
  const { t } = useTranslation();
  const by = parseGroup(object, group);
  const fields = groupableFields(object);
  if (fields.length === 0) return null;
  const label = by ? labelOf(by.field.label) + (by.period ? ` · ${t(`list.group.by.${by.period}`)}` : "") : t("list.group.off");
  const choice = (key: string) => ({ key, role: "menuitemradio", "aria-checked": key === (group ?? "none") });
  const items = [
    { ...choice("none"), label: t("list.group.off"), onClick: () => onChange(undefined) },
    { type: "divider" as const },
    ...fields.map((field) =>
      field.type === "date" || field.type === "datetime"
        ? {
            key: field.name,
            label: labelOf(field.label),
            children: periods.map((period) => ({
              ...choice(`${field.name}:${period}`),
              label: t(`list.group.by.${period}`),
              onClick: () => onChange(`${field.name}:${period}`),
            })),
          }
        : { ...choice(field.name), label: labelOf(field.label), onClick: () => onChange(field.name) },
    ),
  ];
  return (
    <DropMenu menu={{ items, selectedKeys: group ? [group] : ["none"], style: { maxHeight: 420, overflowY: "auto" } }}>
      <button type="button" className={`k-chip${by ? " is-on" : ""}`} aria-haspopup="menu">
        {t("list.group.label")} <b>{label}</b>
      </button>
    </DropMenu>
  );
}
