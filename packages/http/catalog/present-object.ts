import { type Field, fieldType, type ObjectType } from "@keshu/catalog";
import { type Action, actions, type FieldAccess, type Principal } from "@keshu/kernel";
import { belongingsOf, isPurgeable } from "@keshu/records";

/** An object as `GET /api/v1/catalog/objects` shows it to one caller; null when they have no right to it at all. */
export function presentObject(object: ObjectType, principal: Principal): Record<string, unknown> | null {
  const can = Object.fromEntries(actions.map((action) => [action, principal.reach(object.name, action) !== null])) as Record<Action, boolean>;
  const mayShape = principal.may("catalog.update");
  if (!mayShape && !actions.some((action) => can[action])) return null;
  const restricted = principal.restrictedFields(object.name);
  const accessOf = (field: Field): FieldAccess => restricted.get(field.name) ?? "write";
  const isShown = (names: readonly string[]): boolean => names.every((name) => restricted.get(name) !== "hidden");
  return {
    name: object.name,
    path: object.path,
    label: object.label,
    plural_label: object.pluralLabel,
    module: object.module ?? null,
    icon: object.icon ?? null,
    custom: object.custom,
    navigable: object.isNavigable !== false,
    title_field: object.titleField,
    list_fields: object.listFields?.filter((name) => isShown([name])) ?? null,
    key_fields: object.keyFields?.filter((name) => isShown([name])) ?? null,
    unique_together: (object.uniqueTogether ?? []).filter(isShown),
    added_unique_together: object.addedUnique.filter(isShown),
    part_of: object.partOf ?? null,
    belongings: belongingsOf(object)
      .filter(([, , target]) => principal.reach(target.name, "update"))
      .map(([path, belonging]) => ({ path, is_default: belonging.isDefault === true })),
    can,
    can_purge: isPurgeable(object) && can.delete && principal.may("record.purge"),
    fields: object.fieldList.filter((field) => accessOf(field) !== "hidden").map((field) => presentField(field, accessOf(field))),
    ...(object.states && accessOf(object.fields.get(object.states.field) as Field) !== "hidden" ? { states: presentStates(object) } : {}),
  };
}

/** One field in the contract's form; absent members mean "no" or "none". */
export function presentField(field: Field, access: FieldAccess): Record<string, unknown> {
  const type = fieldType(field.type);
  const isOpen = access === "read" || access === "write";
  return {
    name: field.name,
    type: field.type,
    label: field.label,
    required: field.required,
    unique: field.unique,
    access: access === "write" && isUnwritable(field) ? "read" : access,
    read_only: isUnwritable(field),
    system: field.system,
    custom: field.custom,
    searchable: field.searchable && isOpen,
    sortable: type.isSortable && isOpen,
    groupable: (type.isGroupable ?? false) && isOpen,
    measure: (type.isMeasure ?? false) && isOpen,
    operators: isOpen ? (field.name === "id" ? idOperators : type.operators) : [],
    ...optional(field),
  };
}

const idOperators = ["eq", "ne", "in", "nin"];

/** Names and terms of the definition's further members in the API. */
const members: readonly [keyof Field, string][] = [
  ["help", "help"],
  ["options", "options"],
  ["target", "target"],
  ["inverseLabel", "inverse_label"],
  ["default", "default"],
  ["emptyValue", "empty_value"],
  ["maxLength", "max_length"],
  ["min", "min"],
  ["max", "max"],
  ["decimals", "decimals"],
  ["prefix", "prefix"],
  ["pattern", "pattern"],
  ["sensitivity", "sensitivity"],
  ["aliases", "aliases"],
  ["group", "group"],
  ["companionOf", "companion_of"],
  ["inEnglish", "in_english"],
  ["indexed", "indexed"],
  ["isPerUnit", "per_unit"],
];

function optional(field: Field): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [from, to] of members)
    if (field[from] !== undefined && !(Array.isArray(field[from]) && from === "aliases" && field[from].length === 0)) shown[to] = field[from];
  return shown;
}

function isUnwritable(field: Field): boolean {
  return field.readOnly === true;
}

function presentStates(object: ObjectType): Record<string, unknown> {
  const machine = object.states as NonNullable<ObjectType["states"]>;
  return {
    field: machine.field,
    initial: machine.initial,
    states: object.fields.get(machine.field)?.options ?? [],
    transitions: machine.transitions.map(({ from, to, label, requires }) => ({ from, to, label, ...(requires ? { requires } : {}) })),
  };
}
