import { Select } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../../api/catalog.ts";
import type { ObjectInfo } from "../../api/types.ts";
import { filterableFields } from "../../fields/filters.tsx";
import { Icon } from "../../icons/icon.tsx";
import { ConditionFields } from "./condition-fields.tsx";
import { firstCondition } from "./field-choice.tsx";
import { type Condition, type FilterItem, type Group, isGroup } from "./filter-tree.ts";

interface Props {
  object: ObjectInfo;
  group: Group;
  onChange: (group: Group) => void;
  depth: number;
  /** It was added just now: keys go on in its first line. */
  isNew?: boolean;
  onRemove?: () => void;
}

/** The server refuses deeper ones; long before that nobody understands them. */
const deepest = 5;

export function GroupEditor({ object, group, onChange, depth, isNew = false, onRemove }: Props) {
  const { t } = useTranslation();
  const [added, setAdded] = useState(isNew ? 0 : -1);
  const set = (index: number, item: FilterItem | null) => onChange({ ...group, items: group.items.flatMap((old, i) => (i === index ? (item ?? []) : old)) });
  const add = (item: FilterItem) => {
    setAdded(group.items.length);
    onChange({ ...group, items: [...group.items, item] });
  };
  const fields = useMemo(() => filterableFields(object.fields), [object]);
  const first = fields[0];
  const match = group.isNot ? (group.match === "all" ? "notAll" : "none") : group.match;
  return (
    <fieldset className={`k-tree-group is-depth-${depth % 3}`}>
      <legend className="k-visually-hidden">{t("list.filter.group")}</legend>
      <div className="k-row-gap">
        <Select
          aria-label={t("list.filter.match")}
          size="small"
          value={match}
          onChange={(next) =>
            onChange({
              items: group.items,
              match: next === "any" || next === "none" ? "any" : "all",
              ...(next === "none" || next === "notAll" ? { isNot: true } : {}),
            })
          }
          options={(["all", "any", "none", "notAll"] as const).map((value) => ({ value, label: t(`list.filter.matches.${value}`) }))}
          popupMatchSelectWidth={false}
        />
        <span className="k-space" />
        {onRemove ? (
          <button type="button" className="k-icon-button" aria-label={t("list.filter.removeGroup")} onClick={onRemove}>
            <Icon name="close" size={14} />
          </button>
        ) : null}
      </div>
      {group.items.map((item, index) =>
        isGroup(item) ? (
          <GroupEditor
            // biome-ignore lint/suspicious/noArrayIndexKey: items of a draft keep their places
            key={index}
            object={object}
            group={item}
            depth={depth + 1}
            isNew={index === added}
            onChange={(next) => set(index, next)}
            onRemove={() => set(index, null)}
          />
        ) : (
          <ConditionLine
            // biome-ignore lint/suspicious/noArrayIndexKey: items of a draft keep their places
            key={index}
            object={object}
            condition={item}
            isNew={index === added}
            onChange={(next) => set(index, next)}
            onRemove={() => set(index, null)}
          />
        ),
      )}
      <div className="k-row-gap">
        <button type="button" className="k-link-button" onClick={() => first && add(firstCondition(first))}>
          <Icon name="plus" size={12} />
          {t("list.filter.addCondition")}
        </button>
        {depth < deepest - 1 ? (
          <button
            type="button"
            className="k-link-button"
            onClick={() => add({ match: group.match === "all" ? "any" : "all", items: first ? [firstCondition(first)] : [] })}
          >
            <Icon name="plus" size={12} />
            {t("list.filter.addGroup")}
          </button>
        ) : null}
      </div>
    </fieldset>
  );
}

function ConditionLine({
  object,
  condition,
  isNew,
  onChange,
  onRemove,
}: {
  object: ObjectInfo;
  condition: Condition;
  isNew: boolean;
  onChange: (c: Condition) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const fields = useMemo(() => filterableFields(object.fields), [object]);
  const field = fieldOf(object, condition.field);
  const choose = (name: string) => {
    const next = fieldOf(object, name);
    if (next) onChange(firstCondition(next));
  };
  return (
    <div className="k-tree-line">
      <Select
        aria-label={t("list.filter.field")}
        value={condition.field}
        onChange={choose}
        options={fields.map((f) => ({ value: f.name, label: labelOf(f.label) }))}
        showSearch={{ optionFilterProp: "label" }}
        popupMatchSelectWidth={220}
        autoFocus={isNew}
      />
      {field ? <ConditionFields field={field} condition={condition} onChange={onChange} /> : <span className="k-muted">{t("list.filter.unknown")}</span>}
      <button type="button" className="k-icon-button" aria-label={t("list.filter.remove")} onClick={onRemove}>
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}
