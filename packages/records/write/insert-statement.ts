import type { Field, ObjectType } from "@keshu/catalog";
import { numberExpression } from "../schema/columns.ts";
import { sqlTypeOf } from "../stored-type.ts";

/**
 * One statement inserts rows and appends their changes. Columns come as one array of texts each, so that
 * the text is the same for any number of rows; a single row takes plain parameters.
 */
export interface InsertStatement {
  text: string;
  fields: readonly Field[];
}

const statements = new WeakMap<ObjectType, Map<string, InsertStatement>>();

/** Statement for the given set of fields. `isBatch`: arrays and `on conflict do nothing`. */
export function insertStatement(object: ObjectType, fields: readonly Field[], returning: string, isBatch: boolean, isHistorical = false): InsertStatement {
  const key = `${isBatch}|${isHistorical}|${fields.map((f) => f.name).join()}|${returning}`;
  const ofObject = statements.get(object) ?? new Map<string, InsertStatement>();
  statements.set(object, ofObject);
  let statement = ofObject.get(key);
  if (!statement) {
    statement = { fields, text: isBatch ? batchText(object, fields, isHistorical) : singleText(object, fields, returning) };
    if (ofObject.size > 200) ofObject.clear();
    ofObject.set(key, statement);
  }
  return statement;
}

const searchTypes = { search_text: "text", title_text: "text", grams: "int4[]" } as const;

function singleText(object: ObjectType, fields: readonly Field[], returning: string): string {
  const columns = [...fields.map((f) => `"${f.column}"`), ...Object.keys(searchTypes)].join(", ");
  const values = [
    ...fields.map((f, i) => `$${i + 1}::${sqlTypeOf(f)}`),
    ...Object.values(searchTypes).map((type, i) => `$${fields.length + i + 1}::${type}`),
  ].join(", ");
  const n = fields.length + 3;
  return `with t as (insert into ${object.table} (${columns}) values (${values}) returning *),
c as (insert into keshu.change (object, record_id, kind, actor, origin, diff, owner_after, department_after)
  select $${n + 1}, id, 'created', $${n + 2}::uuid, $${n + 3}, $${n + 4}::jsonb || jsonb_build_object('number', jsonb_build_object('to', number)), owner_id, department_id from t)
select ${returning} from t`;
}

function batchText(object: ObjectType, fields: readonly Field[], isHistorical: boolean): string {
  const autoNumbers = object.fieldList.filter((f) => f.type === "auto_number");
  const names = [...fields.map((f) => f.column), ...Object.keys(searchTypes)];
  const types = [...fields.map(sqlTypeOf), ...Object.values(searchTypes)];
  const columns = names.map((name) => `"${name}"`).join(", ");
  const arrays = names.map((_, i) => `$${i + 1}::text[]`).join(", ");
  const moment = isHistorical ? `v."created_at"::timestamptz` : "now()";
  const given = names.map((name, i) => {
    const auto = autoNumbers.find((f) => f.column === name);
    const value = `v."${name}"::${types[i]}`;
    return auto ? `coalesce(${value}, ${numberExpression(object, auto, moment)})` : value;
  });
  // a number tells its month, so the column's default of today will not do
  const drawn = isHistorical ? autoNumbers.filter((f) => !names.includes(f.column)) : [];
  const target = [...names, ...drawn.map((f) => f.column)].map((name) => `"${name}"`).join(", ");
  given.push(...drawn.map((f) => numberExpression(object, f, moment)));
  const n = names.length;
  return `with v as materialized (select * from unnest(${arrays}, $${n + 1}::text[]) v(${columns}, "$diff")),
t as (insert into ${object.table} (${target}) select ${given.join(", ")} from v on conflict do nothing returning id, number, owner_id, department_id, created_at, created_by),
c as (insert into keshu.change (object, record_id, kind, actor, origin, diff, owner_after, department_after${isHistorical ? ", happened_at" : ""})
  select $${n + 2}, t.id, 'created', ${isHistorical ? `coalesce(t.created_by, $${n + 3}::uuid)` : `$${n + 3}::uuid`}, $${n + 4}, v."$diff"::jsonb || jsonb_build_object('number', jsonb_build_object('to', t.number)), t.owner_id, t.department_id${isHistorical ? ", t.created_at" : ""} from t join v on v.id = t.id::text)
select id from t`;
}
