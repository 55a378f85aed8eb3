import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { labelOf } from "../../api/catalog.ts";
import type { FieldInfo } from "../../api/types.ts";
import type { Operator } from "../../fields/field-module.ts";
import { filterOf, operatorsOf } from "../../fields/filters.tsx";
import type { Condition } from "./filter-tree.ts";
import { operatorKey } from "./operator-words.ts";

type Choice = Operator | "notEmpty";

/** How a condition compares, and with what. */
export function ConditionFields({ field, condition, onChange }: { field: FieldInfo; condition: Condition; onChange: (condition: Condition) => void }) {
  const { t } = useTranslation();
  const { Value } = filterOf(field.type);
  const known = operatorsOf(field);
  const operators = (known.includes(condition.operator) ? known : [condition.operator, ...known]).flatMap((o): Choice[] =>
    o === "empty" ? ["empty", "notEmpty"] : [o],
  );
  const chosen: Choice = condition.operator === "empty" && condition.value === false ? "notEmpty" : condition.operator;
  const choose = (next: Choice) => {
    const operator: Operator = next === "notEmpty" ? "empty" : next;
    onChange({ ...condition, operator, value: operator === "empty" ? next === "empty" : adapt(condition, operator) });
  };
  return (
    <>
      <Select
        aria-label={t("list.filter.operator")}
        value={chosen}
        onChange={choose}
        options={operators.map((o) => ({ value: o, label: t(`fields.operators.${o === "notEmpty" ? o : operatorKey(field.type, o)}`) }))}
        listHeight={360}
        popupMatchSelectWidth={false}
      />
      {condition.operator === "empty" ? null : (
        <Value
          field={field}
          operator={condition.operator}
          value={condition.value}
          onChange={(value) => onChange({ ...condition, value })}
          label={labelOf(field.label)}
        />
      )}
    </>
  );
}

/** Keeps a value where the new operator can use it. */
function adapt(condition: Condition, operator: Operator): unknown {
  const wasList = condition.operator === "in" || condition.operator === "nin";
  const isList = operator === "in" || operator === "nin";
  if (condition.operator === "empty" || condition.operator === "between" || operator === "between") return undefined;
  if (wasList === isList) return condition.value;
  if (isList) return condition.value === undefined || condition.value === "" ? undefined : [condition.value];
  return Array.isArray(condition.value) ? condition.value[0] : condition.value;
}
