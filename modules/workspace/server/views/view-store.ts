import type { ObjectType } from "@keshu/catalog";
import { type Context, createError, type Database, isUuid, presentProblem } from "@keshu/kernel";
import { ownersAbove } from "@keshu/people";
import { currentCatalog, readByIds, usableQuery } from "@keshu/records";
import { queryParts, type ViewQuery, type ViewRow, viewLimit } from "./view-shape.ts";

const columns = "id, object, owner_id, name, kind, sharing, position, query";

/** The object of a view, when the caller reads any records of it. @throws UNKNOWN_OBJECT */
export function readableObject(ctx: Context, name: string): ObjectType {
  const object = currentCatalog().byName.get(name);
  if (!object || !ctx.principal.reach(name, "read")) throw createError("UNKNOWN_OBJECT");
  return object;
}

/** One's own views and those that others share with one, in the order of their places. */
export async function visibleViews(ctx: Context, object: string | undefined): Promise<ViewRow[]> {
  const { rows } = await ctx.db.prepared<ViewRow>(
    `select ${columns} from keshu.view where ($1::text is null or object = $1) and owner_id = $2
     union all
     select ${columns} from keshu.view where ($1::text is null or object = $1) and owner_id <> $2 and sharing <> 'private'
     order by position, id limit 2000`,
    [object ?? null, ctx.principal.userId],
  );
  return keepVisible(ctx, rows);
}

/** @throws NOT_FOUND for a view that the caller may not see */
export async function visibleView(ctx: Context, id: string): Promise<ViewRow> {
  const { rows } = isUuid(id) ? await ctx.db.prepared<ViewRow>(`select ${columns} from keshu.view where id = $1`, [id]) : { rows: [] };
  const [view] = await keepVisible(ctx, rows);
  if (!view) throw createError("NOT_FOUND");
  return view;
}

async function keepVisible(ctx: Context, rows: readonly ViewRow[]): Promise<ViewRow[]> {
  const { principal } = ctx;
  const readable = rows.filter((row) => principal.reach(row.object, "read") && currentCatalog().byName.has(row.object));
  const orphaned = principal.isAdministrator ? await ownersWhoLeft(ctx, readable) : new Set<string>();
  const isOpen = (row: ViewRow) =>
    row.owner_id === principal.userId || row.sharing === "everyone" || (row.sharing === "department" && orphaned.has(row.owner_id));
  const ofDepartments = readable.filter((row) => !isOpen(row) && row.sharing === "department").map((row) => row.owner_id);
  const above = await ownersAbove(ctx.db, principal.departmentId, [...new Set(ofDepartments)]);
  return readable.filter((row) => isOpen(row) || (row.sharing === "department" && above.has(row.owner_id)));
}

/** What they shared with their department is an administrator's to look after. */
async function ownersWhoLeft(ctx: Context, rows: readonly ViewRow[]): Promise<Set<string>> {
  const owners = rows.filter((row) => row.sharing === "department").map((row) => row.owner_id);
  const people = await readByIds(ctx, "user", [...new Set(owners)], ["state"]);
  return new Set([...people].flatMap(([id, person]) => (person.state === "frozen" ? [id] : [])));
}

/** Its owner, an administrator, and for what everyone has: who may share with everyone. */
export function mayEdit({ principal }: Context, view: Pick<ViewRow, "owner_id" | "sharing">): boolean {
  if (principal.kind !== "user") return false;
  return view.owner_id === principal.userId || principal.isAdministrator || (view.sharing === "everyone" && principal.may("view.share"));
}

/** As the caller sees them: what of a query they cannot use is left out and named in `problems`. */
export async function presentViews(ctx: Context, rows: readonly ViewRow[]) {
  const owners = await readByIds(ctx, "user", [...new Set(rows.map((row) => row.owner_id))], ["name"]);
  return rows.map(({ query, ...view }) => {
    const stored = JSON.parse(query) as ViewQuery;
    const usable = usableQuery(ctx, readableObject(ctx, view.object), stored, { isForeign: view.owner_id !== ctx.principal.userId });
    return {
      ...view,
      ...stored,
      filter: undefined,
      sort: undefined,
      columns: undefined,
      group_by: undefined,
      ...usable.query,
      owner_name: (owners.get(view.owner_id)?.name as string | undefined) ?? null,
      can_edit: mayEdit(ctx, view),
      problems: usable.problems.map((problem) => presentProblem(problem, ctx.locale)),
    };
  });
}

/**
 * The stored query with the given parts changed; null empties one. Only what is given is checked, so that a view with
 * a removed field can be renamed.
 * @throws UNKNOWN_FIELD, UNKNOWN_OPERATOR, INVALID_FILTER, INVALID_SORT (400), VALIDATION_FAILED, PAYLOAD_TOO_LARGE
 */
export function changedQuery(ctx: Context, object: ObjectType, stored: ViewQuery, given: Partial<Record<(typeof queryParts)[number], unknown>>): string {
  const changed: Record<string, unknown> = { ...stored };
  const fresh: ViewQuery = {};
  for (const part of queryParts) {
    if (given[part] === undefined) continue;
    if (given[part] === null || given[part] === "") delete changed[part];
    else changed[part] = Object.assign(fresh, { [part]: given[part] })[part];
  }
  const { problems } = usableQuery(ctx, object, fresh, { isForeign: false });
  const [first] = problems;
  if (first) {
    const malformed = ["UNKNOWN_FIELD", "UNKNOWN_OPERATOR", "INVALID_FILTER", "INVALID_SORT"] as const;
    const code = malformed.find((known) => known === first.code) ?? "VALIDATION_FAILED";
    throw createError(code, { params: { field: first.path, ...first.params }, errors: problems });
  }
  const text = JSON.stringify(changed);
  if (Buffer.byteLength(text) > viewLimit) throw createError("PAYLOAD_TOO_LARGE", { params: { limit: `${viewLimit / 1024} KB` } });
  return text;
}

/** Counts under a lock, so that two requests at once do not pass the limit together. */
export async function countViews(tx: Database, ownerId: string, object: string): Promise<number> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`keshu.view ${ownerId} ${object}`]);
  const { rows } = await tx.query<{ count: number }>("select count(*)::int as count from keshu.view where owner_id = $1 and object = $2", [ownerId, object]);
  return rows[0]?.count ?? 0;
}
