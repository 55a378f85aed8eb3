import { Button, Input, Select } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../api/catalog.ts";
import type { FieldInfo, ObjectInfo } from "../api/types.ts";
import type { Operator } from "../fields/field-module.ts";
import { filterableFields, filterOf, operatorsOf } from "../fields/filters.tsx";
import { type Condition, isComplete } from "./conditions.ts";
import { operatorKey } from "./operator-words.ts";

interface Props {
  object: ObjectInfo;
  initial?: Condition;
  onDone: (condition: Condition | null) => void;
  onCancel: () => void;
}

/** Builds one condition: which field, how, which value. */
export default function FilterBuilder({ object, initial, onDone, onCancel }: Props) {
  const [condition, setCondition] = useState<Condition | null>(initial ?? null);
  const field = condition ? fieldOf(object, condition.field) : undefined;
  if (!condition || !field) return <FieldChoice object={object} onChoose={(f) => setCondition(firstCondition(f))} />;
  return (
    <ConditionForm
      field={field}
      condition={condition}
      setCondition={setCondition}
      onDone={onDone}
      onCancel={onCancel}
      {...(initial ? {} : { onBack: () => setCondition(null) })}
    />
  );
}

function firstCondition(field: FieldInfo): Condition {
  const operator = operatorsOf(field)[0] ?? "empty";
  return { field: field.name, operator, value: operator === "empty" ? true : undefined };
}

function FieldChoice({ object, onChoose }: { object: ObjectInfo; onChoose: (field: FieldInfo) => void }) {
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
    </div>
  );
}

interface FormProps {
  field: FieldInfo;
  condition: Condition;
  setCondition: (condition: Condition) => void;
  onDone: (condition: Condition | null) => void;
  onCancel: () => void;
  onBack?: () => void;
}

type Choice = Operator | "notEmpty";

function ConditionForm({ field, condition, setCondition, onDone, onCancel, onBack }: FormProps) {
  const { t } = useTranslation();
  const { Value } = filterOf(field.type);
  const operators = operatorsOf(field).flatMap((o): Choice[] => (o === "empty" ? ["empty", "notEmpty"] : [o]));
  const chosen: Choice = condition.operator === "empty" && condition.value === false ? "notEmpty" : condition.operator;
  const choose = (next: Choice) => {
    const operator: Operator = next === "notEmpty" ? "empty" : next;
    setCondition({ ...condition, operator, value: operator === "empty" ? next === "empty" : adapt(condition, operator) });
  };
  return (
    <form
      className="k-builder"
      onSubmit={(e) => {
        e.preventDefault();
        if (isComplete(condition)) onDone(condition);
      }}
    >
      <div className="k-row-gap">
        <span className="k-strong">{labelOf(field.label)}</span>
        {onBack ? (
          <button type="button" className="k-link-button" onClick={onBack}>
            {t("list.filter.otherField")}
          </button>
        ) : null}
      </div>
      <Select
        aria-label={t("list.filter.operator")}
        value={chosen}
        onChange={choose}
        options={operators.map((o) => ({ value: o, label: t(`fields.operators.${o === "notEmpty" ? o : operatorKey(field.type, o)}`) }))}
        listHeight={360}
      />
      {condition.operator === "empty" ? null : (
        <Value
          field={field}
          operator={condition.operator}
          value={condition.value}
          onChange={(value) => setCondition({ ...condition, value })}
          label={labelOf(field.label)}
        />
      )}
      <div className="k-builder-foot">
        <Button onClick={onCancel}>{t("common.cancel")}</Button>
        <Button type="primary" htmlType="submit" disabled={!isComplete(condition)}>
          {t("list.filter.apply")}
        </Button>
      </div>
    </form>
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
