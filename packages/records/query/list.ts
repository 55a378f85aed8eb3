import type { ObjectType } from "@keshu/catalog";
import { type Context, createError, type Reach } from "@keshu/kernel";
import { branchesOf, sharedColumn, sharedIds } from "../access/predicate.ts";
import { withFreshCatalog } from "../catalog-store/fresh.ts";
import { newParameters, type Parameters } from "../parameters.ts";
import { hasScopedIndex } from "../schema/indexes.ts";
import type { ApiRecord, ListQuery, ListResult } from "../types.ts";
import { maskRows, readableFields, selectList } from "./columns.ts";
import { walkDepth } from "./common-words.ts";
import { conditionsOf, isTextSearch } from "./conditions.ts";
import { countRecords } from "./count.ts";
import { afterCursor, cursorShape, decodeCursor, encodeCursor, withCursor } from "./cursor.ts";
import { expandRecords } from "./expand.ts";
import { byGrams, byNothing, type Conditions, reachableWhere } from "./narrow.ts";
import { sceneOf } from "./scene.ts";
import { orderBy, parseSort, type SortKey } from "./sort.ts";
import { walkText, waysOf } from "./walk.ts";

export const defaultLimit = 50;
export const maximumLimit = 1000;
const maximumOffset = 1_000_000;
/** With more departments or owners than this, one bitmap over all of them beats an ordered scan for each. */
const maximumScopedKeys = 64;

/**
 * A page of the records the caller may read.
 * @throws UNKNOWN_FIELD, UNKNOWN_OPERATOR, INVALID_FILTER, INVALID_SORT, INVALID_CURSOR, INVALID_PARAMETER
 */
export async function listRecords(ctx: Context, object: ObjectType, query: ListQuery): Promise<ListResult> {
  return withFreshCatalog(ctx, object, (fresh) => list(ctx, fresh, query));
}

async function list(ctx: Context, object: ObjectType, query: ListQuery): Promise<ListResult> {
  const limit = boundedInteger(query.limit ?? defaultLimit, 1, maximumLimit, "limit");
  const offset = boundedInteger(query.offset ?? 0, 0, maximumOffset, "offset");
  const keys = parseSort(object, ctx, query.sort);
  const shape = cursorShape(object.name, keys);
  const fields = readableFields(object, ctx.principal, query.fields);
  const scene = sceneOf(ctx.principal, object.name, query.scene);
  const { reach } = scene;
  const p = newParameters();
  const cursorCondition = (q: Parameters): string => (query.cursor ? afterCursor(keys, decodeCursor(query.cursor, shape, keys), q) : "true");
  const conditions: Conditions = (q, narrow) => {
    const parts = [conditionsOf(ctx, object, query, scene)(q, narrow), cursorCondition(q)];
    return parts.filter((x) => x !== "true").join(" and ");
  };
  const keysInRow = keys.every((k) => !k.isDerived && fields.includes(k.field) && !inexactTypes.has(k.field.type));
  const columns = selectList(fields);
  const isSearch = isTextSearch(query);
  const rows = reach
    ? await withCursor(query.cursor, () =>
        pageOf(ctx, object, { query, reach, keys, limit, offset, conditions, cursorCondition, columns, keysInRow, p, isSearch }),
      )
    : [];
  const hasMore = rows.length > limit;
  if (hasMore) rows.length = limit;
  const last = rows[limit - 1] as ApiRecord;
  const next = hasMore
    ? encodeCursor(
        keys.map((k, i) => (keysInRow ? last[k.field.name] : last[`$k${i}`])),
        shape,
      )
    : null;
  if (!keysInRow) for (const row of rows) for (let i = 0; i < keys.length; i++) delete row[`$k${i}`];
  const data = rows;
  if (query.deleted) await addDeletedAt(ctx, object, data);
  maskRows(object, ctx.principal, data);
  if (query.expand?.length) await expandRecords(ctx, object, data, query.expand);
  const result: ListResult = { data, next };
  if (query.count && query.count !== "none") result.count = await countRecords(ctx, object, query, scene);
  return result;
}

/** Types whose API form may be rounded, so that a cursor needs the column itself. */
const inexactTypes = new Set(["number", "percent"]);

interface Page {
  query: ListQuery;
  reach: Reach;
  keys: SortKey[];
  limit: number;
  offset: number;
  conditions: Conditions;
  cursorCondition: (p: Parameters) => string;
  columns: string;
  /** The sort keys can be read from the records, so the page need not carry them. */
  keysInRow: boolean;
  p: Parameters;
  isSearch: boolean;
}

async function pageOf(ctx: Context, object: ObjectType, page: Page): Promise<ApiRecord[]> {
  const { reach, keys, p } = page;
  const take = page.limit + 1;
  const keysColumn = keys.map((k, i) => `${k.expression} as k${i}`).join(", ");
  const extra = page.keysInRow ? "" : `, ${keys.map((k, i) => `${k.expression} as "$k${i}"`).join(", ")}`;
  const walked = await walkedPage(ctx, object, page, take, extra);
  if (walked) return walked;
  const isBranched = usesBranches(object, page);
  const text = isBranched
    ? branchedPage(object, page, take, keysColumn, extra)
    : `select ${page.columns}${extra} from ${object.table} t where ${reachableWhere(object, reach, page.conditions, p, page.isSearch)} order by ${orderBy(keys)} limit ${take}${page.offset ? ` offset ${page.offset}` : ""}`;
  // How common a bigram is, or how much a reader reaches, decides the plan: those are planned each time. Offsets come in too many.
  const isPlannedOnce = !page.isSearch && page.offset === 0 && (isBranched || reach.all);
  const result = isPlannedOnce ? await ctx.db.prepared<ApiRecord>(text, p.values) : await ctx.db.query<ApiRecord>(text, p.values);
  return result.rows;
}

/** A page of common words, found among the first records in the order asked for; null when it is not filled by them. */
async function walkedPage(ctx: Context, object: ObjectType, page: Page, take: number, extra: string): Promise<ApiRecord[] | null> {
  const { reach, keys, conditions, cursorCondition } = page;
  const ways = waysOf(object, reach, keys);
  if (!page.isSearch || page.offset > 0 || page.query.deleted || ways === 0 || ways > maximumScopedKeys) return null;
  const depth = await walkDepth(ctx.db, object, page.query, take, { ways, reach });
  if (depth === null) return null;
  const p = newParameters();
  const found = walkText({ object, reach, keys, depth, take, conditions: (q) => conditions(q, byNothing), cursorCondition }, p);
  const text = `select ${page.columns}${extra}, c.is_edge as "$edge" from (${found}) c join ${object.table} t on t.id = c.id order by ${orderBy(keys)}`;
  const { rows } = await ctx.db.query<ApiRecord>(text, p.values);
  if (rows.some((row) => row.$edge)) return null;
  for (const row of rows) delete row.$edge;
  return rows;
}

/** Whether each way of access can walk its own index in the order asked for. */
function usesBranches(object: ObjectType, page: Page): boolean {
  if (page.reach.all || page.offset > 2000 || page.isSearch) return false;
  const first = page.keys[0] as SortKey;
  if (!hasScopedIndex(object, first.field.name)) return false;
  const branches = branchesOf(page.reach);
  return branches.length > 0 && branches.every((b) => b.keys.length <= maximumScopedKeys);
}

/** Every branch gives its first rows in order; the union of those holds the first rows of all. */
function branchedPage(object: ObjectType, page: Page, take: number, keysColumn: string, extra: string): string {
  const { keys, p } = page;
  const inner = take + page.offset;
  const one = (access: string): string =>
    `select t.id, ${keysColumn} from ${object.table} t where ${[access, page.conditions(p, byGrams)].filter(Boolean).join(" and ")} order by ${orderBy(keys)} limit ${inner}`;
  const branches = branchesOf(page.reach).map((branch) => {
    if (!branch.column) return `(${one(`${sharedColumn(object.name, "t")} = any(array(${sharedIds(page.reach, object.name, p)}))`)})`;
    if (branch.keys.length === 1) return `(${one(`t.${branch.column} = ${p.add(branch.keys[0])}`)})`;
    return `(select b.* from unnest(${p.add(branch.keys)}::uuid[]) s(key) cross join lateral (${one(`t.${branch.column} = s.key`)}) b)`;
  });
  const outerKeys = keys.map((k, i) => (k.expression.includes(" collate ") ? `c.k${i} collate ${k.expression.split(" collate ")[1]}` : `c.k${i}`));
  return `select ${page.columns}${extra} from (select * from (${branches.join(" union ")}) c order by ${orderBy(keys, outerKeys)} limit ${take}${page.offset ? ` offset ${page.offset}` : ""}) c join ${object.table} t on t.id = c.id order by ${orderBy(keys, outerKeys)}`;
}

async function addDeletedAt(ctx: Context, object: ObjectType, data: ApiRecord[]): Promise<void> {
  const { rows } = await ctx.db.query<{ id: string; deleted_at: string }>(`select id, deleted_at from ${object.table} where id = any($1::uuid[])`, [
    data.map((r) => r.id),
  ]);
  const at = new Map(rows.map((r) => [r.id, r.deleted_at]));
  for (const record of data) record.deleted_at = at.get(record.id) ?? null;
}

function boundedInteger(value: number, min: number, max: number, path: string): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw createError("INVALID_PARAMETER", { params: { field: path }, errors: [{ path, code: "OUT_OF_RANGE", params: { field: path, min, max } }] });
}
