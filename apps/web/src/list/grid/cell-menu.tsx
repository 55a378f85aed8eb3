import type { MenuProps } from "antd";
import type { TFunction } from "i18next";
import { labelOf } from "../../api/catalog.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../../api/types.ts";
import type { Operator } from "../../fields/field-module.ts";
import { operatorsOf } from "../../fields/filters.tsx";
import { dayOf, readMoment } from "../../format/date.ts";
import { keyNames } from "../../help/key-names.ts";
import { preferences } from "../../preferences/preferences.ts";
import { type Condition, withCondition } from "../filters/filter-tree.ts";
import { conditionOf, groupableFields } from "../grouping/group-field.ts";
import type { ListQuery, ListSearch } from "../list-search.ts";
import { isSortable } from "../sort.ts";
import type { GridCommands } from "./use-grid-keys.ts";

interface Options {
  t: TFunction;
  object: ObjectInfo;
  field: FieldInfo;
  record: ApiRecord;
  search: ListQuery;
  change: (patch: Partial<Record<keyof ListSearch, unknown>>) => void;
  canEdit: boolean;
  grid: GridCommands;
}

type Items = NonNullable<MenuProps["items"]>;

/** What can be done at a cell: narrow the list to its value, order and group by its column, edit, copy, open. */
export function cellMenu({ t, object, field, record, search, change, canEdit, grid }: Options): Items {
  const value = record[field.name];
  const only = onlyThis(field, value);
  const except = exceptThis(field, value);
  const narrow = (condition: Condition | Record<string, unknown>) =>
    change({ filter: isCondition(condition) ? withCondition(search.filter, condition) : search.filter ? { and: [search.filter, condition] } : condition });
  const groups: Items[] = [
    [
      ...(only ? [{ key: "only", label: t("list.menu.only"), onClick: () => narrow(only) }] : []),
      ...(except ? [{ key: "except", label: t("list.menu.except"), onClick: () => narrow(except) }] : []),
    ],
    [
      ...(isSortable(field)
        ? [
            { key: "asc", label: t("list.menu.ascending", { field: labelOf(field.label) }), onClick: () => change({ sort: field.name }) },
            { key: "desc", label: t("list.menu.descending", { field: labelOf(field.label) }), onClick: () => change({ sort: `-${field.name}` }) },
          ]
        : []),
      ...(groupableFields(object).includes(field)
        ? [
            {
              key: "group",
              label: t("list.menu.group", { field: labelOf(field.label) }),
              onClick: () => change({ group: field.type.startsWith("date") ? `${field.name}:month` : field.name }),
            },
          ]
        : []),
    ],
    [
      ...(canEdit ? [{ key: "edit", label: t("common.edit"), extra: "E", onClick: () => void setTimeout(grid.edit, 0) }] : []),
      { key: "copy", label: t("common.copy"), extra: keyNames("Mod+c").join(" "), onClick: () => void grid.copy() },
      { key: "select", label: t("list.keys.select"), extra: "X", onClick: () => void grid.select(false) },
    ],
    [
      { key: "peek", label: t("list.keys.peek"), extra: t("list.keys.space"), onClick: () => void grid.peek() },
      { key: "open", label: t("list.menu.open"), onClick: () => void grid.open() },
      { key: "tab", label: t("list.menu.tab"), onClick: () => void window.open(`/o/${object.path}/${record.id}`, "_blank", "noopener") },
    ],
  ];
  return groups.filter((g) => g.length > 0).flatMap((g, i): Items => (i > 0 ? [{ type: "divider" }, ...g] : g));
}

const isCondition = (value: object): value is Condition => "operator" in value && "field" in value;

function onlyThis(field: FieldInfo, value: unknown): Condition | Record<string, unknown> | null {
  const known = operatorsOf(field);
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0))
    return known.includes("empty") ? { field: field.name, operator: "empty", value: true } : null;
  if (field.type === "datetime") {
    // what was typed and refused stands in the cell, too
    const moment = readMoment(String(value));
    return moment ? conditionOf({ field, period: "day" }, dayOf(moment), preferences().timeZone) : null;
  }
  if (Array.isArray(value)) return known.includes("in") ? { field: field.name, operator: "in", value } : null;
  if (typeof value === "object") return null;
  const operator = (["in", "eq"] as Operator[]).find((o) => known.includes(o));
  return operator ? { field: field.name, operator, value: operator === "in" ? [value] : value } : null;
}

function exceptThis(field: FieldInfo, value: unknown): Condition | null {
  const known = operatorsOf(field);
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0))
    return known.includes("empty") ? { field: field.name, operator: "empty", value: false } : null;
  if (typeof value === "object" && !Array.isArray(value)) return null;
  if (known.includes("nin")) return { field: field.name, operator: "nin", value: Array.isArray(value) ? value : [value] };
  return known.includes("ne") && field.type !== "datetime" && !Array.isArray(value) ? { field: field.name, operator: "ne", value } : null;
}
