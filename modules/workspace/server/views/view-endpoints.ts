import { type AnyEndpoint, defineEndpoint } from "@keshu/http/endpoint";
import { type Context, createError, newId, within } from "@keshu/kernel";
import { z } from "zod";
import { personId } from "../person.ts";
import { type ViewRow, viewParts, viewSchema, viewsPerObject } from "./view-shape.ts";
import { changedQuery, countViews, mayEdit, presentViews, readableObject, visibleView, visibleViews } from "./view-store.ts";

const tag = "views";
const params = z.object({ id: z.string().max(100) });
const bodyLimit = 64 * 1024;

const list = defineEndpoint({
  method: "GET",
  path: "/api/v1/views",
  operationId: "list_views",
  summary: { zh: "保存的视图：自己的和别人共享的", en: "Saved views: one's own and those shared with one" },
  tag,
  access: "signed_in",
  query: z.strictObject({ object: z.string().max(100).optional() }),
  responses: { 200: z.object({ data: z.array(viewSchema) }) },
  handler: async (ctx, { query }) => {
    if (query.object !== undefined) readableObject(ctx, query.object);
    return { status: 200, body: { data: await presentViews(ctx, await visibleViews(ctx, query.object)) } };
  },
});

const { name, kind, sharing, position, ...queryShape } = viewParts;

const create = defineEndpoint({
  method: "POST",
  path: "/api/v1/views",
  operationId: "create_view",
  summary: { zh: "保存视图", en: "Save a view" },
  tag,
  access: "signed_in",
  bodyLimit,
  body: z.strictObject({
    object: z.string().min(1).max(100),
    name,
    kind: kind.default("table"),
    sharing: sharing.default("private"),
    position: position.optional(),
    ...queryShape,
  }),
  responses: { 201: viewSchema },
  handler: async (ctx, { body }) => {
    const owner = personId(ctx);
    const object = readableObject(ctx, body.object);
    requireSharing(ctx, body.sharing);
    const query = changedQuery(ctx, object, {}, body);
    const row = await ctx.db.transaction(async (tx) => {
      if ((await countViews(tx, owner, object.name)) >= viewsPerObject) throw createError("LIMIT_REACHED", { params: { limit: viewsPerObject } });
      const { rows } = await tx.query<ViewRow>(
        `insert into keshu.view (id, object, owner_id, name, kind, sharing, position, query)
         values ($1, $2, $3, $4, $5, $6, coalesce($7, (select floor(max(position)) + 1 from keshu.view where owner_id = $3 and object = $2), 0), $8)
         returning id, object, owner_id, name, kind, sharing, position, query`,
        [newId(), object.name, owner, body.name, body.kind, body.sharing, body.position ?? null, query],
      );
      return rows[0] as ViewRow;
    });
    return { status: 201, body: (await presentViews(ctx, [row]))[0], headers: { location: `/api/v1/views/${row.id}` } };
  },
});

const update = defineEndpoint({
  method: "PATCH",
  path: "/api/v1/views/:id",
  operationId: "update_view",
  summary: { zh: "修改视图", en: "Change a view" },
  tag,
  access: "signed_in",
  bodyLimit,
  params,
  body: z.strictObject({ name: name.optional(), kind: kind.optional(), sharing: sharing.optional(), position: position.optional(), ...queryShape }),
  responses: { 200: viewSchema },
  handler: async (ctx, { params, body }) => {
    const changed = await ctx.db.transaction(async (tx) => {
      const inner = within(ctx, tx);
      await tx.query("select from keshu.view where id::text = $1 for update", [params.id.toLowerCase()]);
      const view = await editableView(inner, params.id);
      if (body.sharing !== undefined && body.sharing !== view.sharing) requireSharing(ctx, body.sharing);
      const query = changedQuery(inner, readableObject(ctx, view.object), JSON.parse(view.query), body);
      const { rows } = await tx.query<ViewRow>(
        `update keshu.view set name = $2, kind = $3, sharing = $4, position = $5, query = $6, updated_at = now() where id = $1
         returning id, object, owner_id, name, kind, sharing, position, query`,
        [view.id, body.name ?? view.name, body.kind ?? view.kind, body.sharing ?? view.sharing, body.position ?? view.position, query],
      );
      return rows[0] as ViewRow;
    });
    return { status: 200, body: (await presentViews(ctx, [changed]))[0] };
  },
});

const remove = defineEndpoint({
  method: "DELETE",
  path: "/api/v1/views/:id",
  operationId: "delete_view",
  summary: { zh: "删除视图", en: "Delete a view" },
  tag,
  access: "signed_in",
  params,
  responses: { 204: null },
  handler: async (ctx, { params }) => {
    const view = await editableView(ctx, params.id);
    await ctx.db.query("delete from keshu.view where id = $1", [view.id]);
    return { status: 204 };
  },
});

/** @throws NOT_FOUND when one may not see it, FORBIDDEN when one may only look */
async function editableView(ctx: Context, id: string): Promise<ViewRow> {
  const view = await visibleView(ctx, id);
  if (!mayEdit(ctx, view)) throw createError("FORBIDDEN");
  return view;
}

function requireSharing({ principal }: Context, wanted: ViewRow["sharing"]): void {
  if (wanted !== "private" && !principal.may("view.share")) throw createError("FORBIDDEN");
}

export const viewEndpoints: AnyEndpoint[] = [list, create, update, remove];
