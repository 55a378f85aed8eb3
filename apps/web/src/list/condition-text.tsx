import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../api/catalog.ts";
import type { FieldInfo, ObjectInfo } from "../api/types.ts";
import { cellOf } from "../fields/cells.tsx";
import { RecordName } from "../fields/relation/record-name.tsx";
import { optionLabel } from "../fields/select/option-tag.tsx";
import { formatDate, formatDateTime } from "../format/date.ts";
import type { Condition } from "./conditions.ts";
import { operatorKey } from "./operator-words.ts";

/** A condition as a sentence: 等级 是 A、B. */
export function ConditionText({ object, condition }: { object: ObjectInfo; condition: Condition }) {
  const { t } = useTranslation();
  const field = fieldOf(object, condition.field);
  if (!field) return <span>{condition.field}</span>;
  if (condition.operator === "empty")
    return (
      <span>
        {labelOf(field.label)} <b>{t(condition.value === false ? "fields.operators.notEmpty" : "fields.operators.empty")}</b>
      </span>
    );
  const values = Array.isArray(condition.value) ? condition.value : [condition.value];
  const separator = condition.operator === "between" ? " – " : "、";
  return (
    <span>
      {labelOf(field.label)} {t(`fields.operators.${operatorKey(field.type, condition.operator)}`)}{" "}
      <b>
        {values.slice(0, 4).map((value, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: values of one condition keep their places
          <span key={i}>
            {i > 0 ? separator : null}
            <ValueText field={field} value={value} />
          </span>
        ))}
        {values.length > 4 ? ` +${values.length - 4}` : null}
      </b>
    </span>
  );
}

function ValueText({ field, value }: { field: FieldInfo; value: unknown }) {
  const { t } = useTranslation();
  if (field.target) return <RecordName target={field.target} id={String(value)} />;
  if (field.type === "select" || field.type === "multi_select") return <>{optionLabel(field, value)}</>;
  if (field.type === "boolean") return <>{t(value ? "common.yes" : "common.no")}</>;
  if (field.type === "date") return <>{formatDate(String(value))}</>;
  if (field.type === "datetime") return <>{formatDateTime(String(value)).slice(0, -6)}</>;
  const { Cell } = cellOf(field.type);
  return <Cell field={field} value={value} isDense />;
}
