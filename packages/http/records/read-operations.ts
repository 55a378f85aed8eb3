import type { ObjectType } from "@keshu/catalog";
import { actions, createError, isUuid } from "@keshu/kernel";
import { aggregateRecords, currentCatalog, explainAccess, getRecord, getTeam, listRecords, mayExplainFor, readHistory } from "@keshu/records";
import { etagOf } from "./if-match.ts";
import type { ParameterDescription, RecordOperation } from "./operation.ts";
import { integerOf, onlyParameters, parseAggregateQuery, parseListQuery, parseReadQuery, refuseParameter } from "./query-parameters.ts";

const parameter = (name: string, description: string, schema: Record<string, unknown>): ParameterDescription => ({ name, description, schema });
const text = (maxLength: number) => ({ type: "string", maxLength });

const fields = parameter("fields", "Comma-separated field names; default: all you may read.", text(4000));
const expand = parameter("expand", "Comma-separated relations to embed, such as `customer,owner`.", text(1000));
const filter = parameter(
  "filter",
  'JSON: `{"industry":"制造业","amount":{"gte":"1000"},"or":[{…},{…}]}`. Operators: eq ne gt gte lt lte in nin contains starts between empty. Days may be `{"relative":"this_week"}` or `{"relative":"days","offset":-7}`, a person `{"relative":"me"}`.',
  text(16_000),
);

const search = parameter("q", "Search words: Chinese from two characters, pinyin, part of a phone number.", text(200));
const scene = parameter("scene", "Mine, shared with me, my reports', or all.", { type: "string", enum: ["mine", "shared", "reports", "all"], default: "all" });
const deleted = parameter("deleted", "`true` takes the recycle bin.", { type: "boolean", default: false });
const timeZone = parameter("time_zone", "IANA zone in which days are meant; default: your own.", { ...text(64), examples: ["Asia/Shanghai"] });

const listParameters = [
  filter,
  parameter("sort", "Comma-separated fields, `-` before a descending one: `-amount,name`. Chinese text sorts by pinyin.", text(500)),
  fields,
  expand,
  parameter("limit", "Records a page.", { type: "integer", minimum: 1, maximum: 1000, default: 50 }),
  parameter("cursor", "`next` of the page before.", text(2000)),
  parameter("offset", "Records to skip; cursors are better for walking everything.", { type: "integer", minimum: 0, maximum: 1_000_000 }),
  parameter("count", "Whether and how to count all matches.", { type: "string", enum: ["none", "estimated", "exact"], default: "none" }),
  search,
  deleted,
  scene,
  timeZone,
];

const none: ReadonlySet<string> = new Set();
const accessParameters = new Set(["user"]);
const historyParameters = new Set(["limit", "before", "field"]);

export const readOperations: readonly RecordOperation[] = [
  {
    name: "list",
    method: "GET",
    suffix: "",
    isPlural: true,
    summary: { zh: "列表", en: "List" },
    parameters: listParameters,
    status: 200,
    gives: "list",
    handler: async ({ ctx, object, query }) => ({ status: 200, body: await listRecords(ctx, object, parseListQuery(query)) }),
  },
  {
    name: "aggregate",
    method: "GET",
    suffix: "/aggregate",
    isPlural: true,
    summary: { zh: "汇总", en: "Group and sum" },
    parameters: [
      parameter("group", "Comma-separated fields; a date may be `created_at:month` (day, week, month, quarter, year).", text(500)),
      parameter("measures", "`count`, `sum(amount)`, `sum(amount*probability)`, `avg(x)`, `min(x)`, `max(x)`.", { ...text(1000), default: "count" }),
      filter,
      scene,
      search,
      deleted,
      timeZone,
    ],
    status: 200,
    gives: "aggregate",
    handler: async ({ ctx, object, query }) => ({ status: 200, body: await aggregateRecords(ctx, object, parseAggregateQuery(query)) }),
  },
  {
    name: "read",
    method: "GET",
    suffix: "/:id",
    summary: { zh: "查看", en: "Read" },
    parameters: [fields, expand],
    status: 200,
    gives: "record",
    handler: async ({ ctx, object, id, query }) => {
      const record = await getRecord(ctx, object, id, parseReadQuery(query));
      return { status: 200, body: record, headers: etagOf(record) };
    },
  },
  {
    name: "read_team_of",
    appliesTo: isShareable,
    method: "GET",
    suffix: "/:id/team",
    summary: { zh: "查看团队成员", en: "Read the team of" },
    status: 200,
    gives: "team",
    handler: async ({ ctx, object, id, query }) => {
      onlyParameters(query, none);
      return { status: 200, body: membersOf(await getTeam(ctx, object, id)) };
    },
  },
  {
    name: "explain_access_to",
    method: "GET",
    suffix: "/:id/access",
    summary: { zh: "为什么能看到", en: "Explain access to" },
    parameters: [
      parameter("user", "Whose access; default: your own. Another person's only as an administrator, their manager or the record's owner.", {
        type: "string",
        format: "uuid",
      }),
    ],
    status: 200,
    gives: "access",
    handler: async ({ ctx, object, id, query, principalOf }) => {
      onlyParameters(query, accessParameters);
      const user = query.user as string | undefined;
      if (user !== undefined && !isUuid(user)) refuseParameter("user");
      await getRecord(ctx, object, id, { fields: ["id"] });
      if (user !== undefined && !(await mayExplainFor(ctx, object, id, user))) throw createError("FORBIDDEN");
      const principal = user === undefined || user === ctx.principal.userId ? ctx.principal : await principalOf(user);
      if (!principal) {
        // who cannot sign in, such as a colleague who left, may do nothing; nobody else of that id is known
        const people = currentCatalog().byName.get("user");
        const known = people ? await getRecord(ctx, people, user ?? "", { fields: ["id"] }).catch(() => null) : null;
        if (known) return { status: 200, body: { can: Object.fromEntries(actions.map((action) => [action, false])), because: [] } };
        throw createError("INVALID_PARAMETER", {
          params: { field: "user" },
          errors: [{ path: "user", code: "UNKNOWN_PERSON", params: { value: user ?? "" } }],
        });
      }
      return { status: 200, body: await explainAccess(ctx, object, id, principal) };
    },
  },
  {
    name: "read_history_of",
    method: "GET",
    suffix: "/:id/history",
    summary: { zh: "修改历史", en: "Read the history of" },
    parameters: [
      parameter("limit", "Changes a page.", { type: "integer", minimum: 1, maximum: 200, default: 50 }),
      parameter("before", "`next` of the page before.", text(200)),
      parameter("field", "Only the changes of this field.", text(64)),
    ],
    status: 200,
    gives: "history",
    handler: async ({ ctx, object, id, query }) => {
      onlyParameters(query, historyParameters);
      const { limit, before, field } = query as { limit?: string; before?: string; field?: string };
      return {
        status: 200,
        body: await readHistory(ctx, object, id, {
          ...(limit === undefined ? {} : { limit: integerOf(limit, "limit", 1, 200) }),
          ...(before ? { before } : {}),
          ...(field === undefined ? {} : { field }),
        }),
      };
    },
  },
];

/** Records that everyone reads or only administrators write are shared with nobody in particular. */
export function isShareable(object: ObjectType): boolean {
  return !object.isAdministered && !object.partOf;
}

/** The engine's team in the contract's form. */
export function membersOf(team: unknown): unknown {
  return Array.isArray(team) ? { members: team } : team;
}
