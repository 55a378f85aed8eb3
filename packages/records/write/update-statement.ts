import { type Field, fieldType, type ObjectType } from "@keshu/catalog";
import type { Context } from "@keshu/kernel";
import { selectList } from "../query/columns.ts";
import type { ApiRecord, PendingWrite } from "../types.ts";
import { actorOf } from "./create.ts";
import { databaseProblem } from "./database-problem.ts";
import { failWith, inWords } from "./failure.ts";
import { encodeValue } from "./parse-input.ts";
import { searchColumns, touchesSearch } from "./search-columns.ts";

/**
 * Writes prepared changes with one statement; a row someone changed meanwhile is left out of the answer.
 * @throws VALIDATION_FAILED when a unique value is taken
 */
export async function storeUpdates(
  ctx: Context,
  object: ObjectType,
  rows: readonly PendingWrite[],
  returning: readonly Field[],
  isHistorical = false,
): Promise<ApiRecord[]> {
  const changed = object.fieldList.filter((f) => rows.some((r) => f.name in r.values));
  const searches = touchesSearch(
    object,
    changed.map((f) => f.name),
  );
  const merged = rows.map((r) => ({ ...r.stored, ...r.values }) as ApiRecord);
  const search = searches ? merged.map((m) => searchColumns(object, m)) : [];
  const columns: { name: string; type: string; values: unknown[] }[] = [
    ...changed.map((f) => ({ name: f.column, type: fieldType(f.type).sqlType(f), values: merged.map((m) => encodeValue(f, m[f.name])) })),
    ...(searches
      ? [
          { name: "search_text", type: "text", values: search.map((s) => s.search_text) },
          { name: "title_text", type: "text", values: search.map((s) => s.title_text) },
          { name: "grams", type: "int4[]", values: search.map((s) => s.grams) },
        ]
      : []),
  ];
  const keeps = (name: string): boolean => isHistorical || changed.some((f) => f.name === name);
  const sets = [
    ...columns.map((c) => `"${c.name}" = v."${c.name}"::${c.type}`),
    "version = t.version + 1",
    ...(keeps("updated_at") ? [] : ["updated_at = greatest(now(), t.updated_at)"]),
    ...(keeps("updated_by") ? [] : [`updated_by = $5::uuid`]),
  ];
  const text = `with v as (select * from unnest($1::uuid[], $2::int[], $3::text[]${columns.map((_, i) => `, $${i + 7}::text[]`).join("")}) v("$id", "$version", "$diff"${columns.map((c) => `, "${c.name}"`).join("")})),
o as (select t.id, t.owner_id, t.department_id from ${object.table} t join v on v."$id" = t.id),
t as (update ${object.table} t set ${sets.join(", ")} from v where t.id = v."$id" and t.version = v."$version" and t.deleted_at is null returning t.*, v."$diff"),
c as (insert into keshu.change (object, record_id, kind, actor, origin, diff, owner_before, department_before, owner_after, department_after${isHistorical ? ", happened_at" : ""})
  select $4, t.id, 'updated', ${isHistorical ? "coalesce(t.updated_by, $5::uuid)" : "$5::uuid"}, $6, t."$diff"::jsonb, o.owner_id, o.department_id, t.owner_id, t.department_id${isHistorical ? ", t.updated_at" : ""} from t join o on o.id = t.id)
select ${selectList(returning)} from t`;
  const values = [
    rows.map((r) => r.stored?.id),
    rows.map((r) => r.stored?.version),
    rows.map((r) => updateDiff(r, isHistorical)),
    object.name,
    actorOf(ctx),
    ctx.origin,
    ...columns.map((c) => c.values),
  ];
  try {
    return (await ctx.db.prepared<ApiRecord>(text, values)).rows;
  } catch (error) {
    const problem = databaseProblem(error, object);
    throw problem ? failWith(inWords(ctx, object, [problem])) : error;
  }
}

const provenance = new Set(["created_at", "created_by", "updated_at", "updated_by"]);

/** When and by whom it was stands beside the change already where the record has a past of its own. */
function updateDiff(row: PendingWrite, isHistorical: boolean): string {
  const diff: Record<string, { from: unknown; to: unknown }> = {};
  for (const name in row.values) if (!isHistorical || !provenance.has(name)) diff[name] = { from: row.stored?.[name] ?? null, to: row.values[name] };
  return JSON.stringify(diff);
}
