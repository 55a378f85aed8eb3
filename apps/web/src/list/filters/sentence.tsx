import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../../api/catalog.ts";
import type { FieldInfo, ObjectInfo } from "../../api/types.ts";
import { cellOf } from "../../fields/cells.tsx";
import { isRelative, relativeText } from "../../fields/date/relative.ts";
import { RecordName } from "../../fields/relation/record-name.tsx";
import { optionLabel } from "../../fields/select/option-tag.tsx";
import { formatDate, formatDateTime } from "../../format/date.ts";
import { type Condition, type FilterItem, isGroup } from "./filter-tree.ts";
import { operatorKey } from "./operator-words.ts";

/** A filter as people say it: 等级 是 A、B; groups in brackets. */
export function Sentence({ object, item, isInner = false }: { object: ObjectInfo; item: FilterItem; isInner?: boolean }) {
  const { t } = useTranslation();
  if (!isGroup(item)) return <ConditionText object={object} condition={item} />;
  const hasBrackets = (isInner && item.items.length > 1) || item.isNot;
  return (
    <span>
      {item.isNot ? `${t("list.filter.not")} ` : null}
      {hasBrackets ? t("list.filter.open") : null}
      {item.items.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one filter keep their places
        <Fragment key={i}>
          {i > 0 ? <em className="k-sentence-word"> {t(item.match === "any" ? "list.filter.or" : "list.filter.and")} </em> : null}
          <Sentence object={object} item={part} isInner />
        </Fragment>
      ))}
      {hasBrackets ? t("list.filter.shut") : null}
    </span>
  );
}

function ConditionText({ object, condition }: { object: ObjectInfo; condition: Condition }) {
  const { t } = useTranslation();
  const [name = "", part] = condition.field.split(".");
  const field = fieldOf(object, name);
  if (!field) return <span>{condition.field}</span>;
  const label = part ? `${labelOf(field.label)} · ${t(`fields.address.${part}`, part)}` : labelOf(field.label);
  if (condition.operator === "empty" || condition.value === null)
    return (
      <span>
        {label} <b>{t(condition.value === false || condition.operator === "ne" ? "fields.operators.notEmpty" : "fields.operators.empty")}</b>
      </span>
    );
  const values = Array.isArray(condition.value) ? condition.value : [condition.value];
  const separator = condition.operator === "between" ? " – " : t("list.filter.comma");
  return (
    <span>
      {label} {t(`fields.operators.${operatorKey(field.type, condition.operator)}`)}{" "}
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
  if (isRelative(value)) return <>{value.relative === "me" ? t("list.relative.me") : relativeText(t, value)}</>;
  if (value === "me" && field.target === "user") return <>{t("list.relative.me")}</>;
  if (value === null) return <>{t("fields.operators.empty")}</>;
  if (field.target) return <RecordName target={field.target} id={String(value)} />;
  if (field.type === "select" || field.type === "multi_select") return <>{optionLabel(field, value)}</>;
  if (field.type === "boolean") return <>{t(value ? "common.yes" : "common.no")}</>;
  if (field.type === "date") return <>{formatDate(String(value))}</>;
  if (field.type === "datetime") return <>{formatDateTime(String(value)).slice(0, -6)}</>;
  const { Cell } = cellOf(field.type);
  return <Cell field={field} value={value} isDense />;
}
