import { Input } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../../api/catalog.ts";
import type { FieldInfo, ObjectInfo } from "../../api/types.ts";
import { filterableFields, operatorsOf } from "../../fields/filters.tsx";
import type { Condition } from "./filter-tree.ts";

/** The condition a field begins with. */
export function firstCondition(field: FieldInfo): Condition {
  const operator = operatorsOf(field)[0] ?? "empty";
  return { field: field.name, operator, value: operator === "empty" ? true : undefined };
}

/** Which field to filter by: found by typing, chosen by Enter or a click. */
export function FieldChoice({ object, onChoose, onAdvanced }: { object: ObjectInfo; onChoose: (field: FieldInfo) => void; onAdvanced?: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const fields = useMemo(() => filterableFields(object.fields), [object]);
  const wanted = text.trim().toLowerCase();
  const shown = fields.filter((f) => wanted === "" || labelOf(f.label).toLowerCase().includes(wanted) || f.name.includes(wanted));
  return (
    <div className="k-builder">
      <Input
        autoFocus
        aria-label={t("list.filter.findField")}
        placeholder={t("list.filter.findField")}
        value={text}
        onChange={(e) => setText(e.target.value)}
        onPressEnter={() => shown[0] && onChoose(shown[0])}
      />
      <div className="k-builder-fields">
        {shown.map((f) => (
          <button key={f.name} type="button" className="k-builder-option" onClick={() => onChoose(f)}>
            <span className="k-ellipsis">{labelOf(f.label)}</span>
            <span className="k-space" />
            <span className="k-muted">{t(`fields.types.${f.type}`)}</span>
          </button>
        ))}
      </div>
      {onAdvanced ? (
        <button type="button" className="k-link-button" onClick={onAdvanced}>
          {t("list.filter.advanced")}
        </button>
      ) : null}
    </div>
  );
}
