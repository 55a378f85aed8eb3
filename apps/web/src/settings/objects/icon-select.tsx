import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { Icon } from "../../icons/icon.tsx";
import type { IconName } from "../../icons/paths.ts";

const icons: readonly IconName[] = [
  "cube",
  "lead",
  "customer",
  "contact",
  "opportunity",
  "activity",
  "task",
  "document",
  "order",
  "pay",
  "ticket",
  "campaign",
  "calendar",
  "chat",
  "chart",
  "link",
  "pool",
  "place",
  "phone",
  "mail",
];

/** Chooses the drawing of an object; one that is not among them stays as it is. */
export function IconSelect({ id, value, onChange }: { id: string; value: IconName; onChange: (icon: IconName) => void }) {
  const { t } = useTranslation();
  const words = (icon: IconName): string => t(`settings.icons.${icon}`, { defaultValue: t("settings.icons.other") });
  const shown = icons.includes(value) ? icons : [value, ...icons];
  const render = (icon: IconName) => (
    <span className="k-person">
      <Icon name={icon} />
      {words(icon)}
    </span>
  );
  return (
    <Select
      id={id}
      value={value}
      onChange={onChange}
      options={shown.map((i) => ({ value: i, label: words(i) }))}
      optionRender={(o) => render(o.value as IconName)}
      labelRender={(o) => render(o.value as IconName)}
    />
  );
}
