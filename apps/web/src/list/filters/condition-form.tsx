import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../../api/catalog.ts";
import type { ObjectInfo } from "../../api/types.ts";
import { holdsUnread } from "../../fields/date/holds-unread.ts";
import { ConditionFields } from "./condition-fields.tsx";
import { FieldChoice, firstCondition } from "./field-choice.tsx";
import { type Condition, isComplete } from "./filter-tree.ts";

interface Props {
  object: ObjectInfo;
  initial?: Condition;
  onDone: (condition: Condition) => void;
  onCancel: () => void;
  onAdvanced?: () => void;
}

/** Builds one condition: which field, how, which value. */
export default function ConditionForm({ object, initial, onDone, onCancel, onAdvanced }: Props) {
  const { t } = useTranslation();
  const [condition, setCondition] = useState<Condition | null>(initial ?? null);
  const field = condition ? fieldOf(object, condition.field) : undefined;
  if (!condition || !field) return <FieldChoice object={object} onChoose={(f) => setCondition(firstCondition(f))} {...(onAdvanced ? { onAdvanced } : {})} />;
  return (
    <form
      className="k-builder"
      onSubmit={(e) => {
        e.preventDefault();
        if (isComplete(condition) && !holdsUnread(e.currentTarget)) onDone(condition);
      }}
    >
      <div className="k-row-gap">
        <span className="k-strong">{labelOf(field.label)}</span>
        {initial ? null : (
          <button type="button" className="k-link-button" onClick={() => setCondition(null)}>
            {t("list.filter.otherField")}
          </button>
        )}
      </div>
      <ConditionFields field={field} condition={condition} onChange={setCondition} />
      <div className="k-builder-foot">
        <Button onClick={onCancel}>{t("common.cancel")}</Button>
        <Button type="primary" htmlType="submit" disabled={!isComplete(condition)}>
          {t("list.filter.apply")}
        </Button>
      </div>
    </form>
  );
}
