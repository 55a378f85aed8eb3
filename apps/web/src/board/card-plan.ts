import { expandable, fieldOf } from "../api/catalog.ts";
import type { FieldInfo, ObjectInfo } from "../api/types.ts";

/** Which fields a card shows where, chosen from the catalog. */
export interface CardPlan {
  subtitle: FieldInfo | undefined;
  money: FieldInfo | undefined;
  currency: FieldInfo | undefined;
  weight: FieldInfo | undefined;
  tag: FieldInfo | undefined;
  owner: FieldInfo | undefined;
  /** What comes next, in words. */
  next: FieldInfo | undefined;
  /** When it comes. */
  date: FieldInfo | undefined;
  /** Since when the record is in its column. */
  since: FieldInfo | undefined;
  stalled: FieldInfo | undefined;
  /** Last sign of life, for how long it has been quiet. */
  touched: FieldInfo | undefined;
}

const readable = (object: ObjectInfo, name: string): FieldInfo | undefined => {
  const field = fieldOf(object, name);
  return field && !field.retired && field.access !== "masked" ? field : undefined;
};

const firstOf = (object: ObjectInfo, names: readonly string[]): FieldInfo | undefined => names.map((n) => readable(object, n)).find((f) => f !== undefined);

/** A card for any object; sales objects have what is best known by name. */
export function cardPlan(object: ObjectInfo, boardField: FieldInfo): CardPlan {
  const listed = (object.list_fields ?? object.fields.map((f) => f.name)).flatMap((n) => readable(object, n) ?? []).filter((f) => !f.system);
  const others = listed.filter((f) => f.name !== object.title_field && f.name !== boardField.name);
  const money = others.find((f) => f.type === "money");
  const isTime = (f: FieldInfo): boolean => f.type === "date" || f.type === "datetime";
  return {
    subtitle: others.find((f) => f.type === "relation" && f.target !== "pipeline") ?? others.find((f) => f.type === "text"),
    money,
    currency: money && object.fields.find((f) => f.companion_of === money.name && f.name.endsWith("_currency")),
    weight: money && readable(object, "probability")?.type === "percent" ? readable(object, "probability") : undefined,
    tag: money
      ? undefined
      : object.fields.find((f) => f.type === "select" && f.name !== boardField.name && !f.retired && f.options?.some((o) => o.color) && !f.read_only),
    owner: readable(object, "owner_id"),
    next: readable(object, "next_step"),
    date: firstOf(object, ["next_contact_at", "due_at", "expected_close_date"]) ?? others.find(isTime),
    since: readable(object, "stage_changed_at"),
    stalled: readable(object, "is_stalled"),
    touched: firstOf(object, ["last_activity_at", "last_contact_at"]),
  };
}

/** `fields` and `expand` of the requests that fill the columns. */
export function cardFields(
  object: ObjectInfo,
  boardField: FieldInfo,
  plan: CardPlan,
  asked: readonly string[],
): { fields: string; expand: string | undefined } {
  const shown = Object.values(plan).filter((f): f is FieldInfo => f !== undefined);
  const names = ["id", "version", object.title_field, boardField.name, ...shown.map((f) => f.name), ...asked];
  const fields = [...new Set(names)].filter((n) => n === "id" || fieldOf(object, n));
  const expand = expandable(shown);
  return { fields: fields.join(","), expand: expand.length > 0 ? expand.join(",") : undefined };
}
