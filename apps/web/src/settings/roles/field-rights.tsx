import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf, useCatalog } from "../../api/catalog.ts";
import { Icon } from "../../icons/icon.tsx";
import type { FieldAccess, FieldLine } from "./role-types.ts";

const accesses: readonly FieldAccess[] = ["hidden", "masked", "read", "write"];

/** Fields with less than full access. */
export function FieldRights({ lines, onChange }: { lines: FieldLine[]; onChange: (lines: FieldLine[]) => void }) {
  const { t } = useTranslation();
  const { objects, byName } = useCatalog();
  const [object, setObject] = useState<string | null>(null);
  const chosen = byName.get(object ?? "");
  const add = (field: string) => object && onChange([...lines, { object, field, access: "masked" }]);
  return (
    <section className="k-panel is-padded" aria-label={t("settings.roles.fields.title")}>
      <div className="k-panel-head">
        <h3>{t("settings.roles.fields.title")}</h3>
        <span className="k-muted">{t("settings.roles.fields.text")}</span>
      </div>
      <ul>
        {lines.map((line, index) => {
          const of = byName.get(line.object);
          const field = of && fieldOf(of, line.field);
          if (!field) return null; // removed since: the line limits nothing any more
          const name = `${labelOf(of.label)} · ${labelOf(field.label)}`;
          return (
            <li key={`${line.object}.${line.field}`} className="k-row-gap" style={{ minHeight: 36 }}>
              <span style={{ flex: "1 1 180px" }}>{name}</span>
              <Select
                aria-label={t("settings.roles.fields.accessTo", { field: name })}
                value={line.access}
                onChange={(access) => onChange(lines.map((l, i) => (i === index ? { ...l, access } : l)))}
                options={accesses.map((a) => ({ value: a, label: t(`settings.roles.fields.${a}`) }))}
                style={{ width: 130 }}
              />
              <button
                type="button"
                className="k-icon-button"
                aria-label={`${t("common.remove")} ${name}`}
                onClick={() => onChange(lines.filter((_, i) => i !== index))}
              >
                <Icon name="close" size={14} />
              </button>
            </li>
          );
        })}
      </ul>
      <div className="k-row-gap" style={{ marginTop: 8 }}>
        <Select
          aria-label={t("settings.roles.object")}
          placeholder={t("settings.roles.object")}
          value={object}
          onChange={setObject}
          options={objects.filter((o) => o.name !== "role").map((o) => ({ value: o.name, label: labelOf(o.label) }))}
          style={{ width: 150 }}
        />
        <Select
          aria-label={t("settings.roles.fields.add")}
          placeholder={t("settings.roles.fields.add")}
          value={null}
          disabled={!chosen}
          onChange={add}
          options={(chosen?.fields ?? [])
            .filter((f) => f.name !== "id" && f.name !== "version" && !lines.some((l) => l.object === object && l.field === f.name))
            .map((f) => ({ value: f.name, label: labelOf(f.label) }))}
          showSearch={{ optionFilterProp: "label" }}
          style={{ width: 200 }}
        />
      </div>
    </section>
  );
}
