import { type AnyEndpoint, defineEndpoint } from "@keshu/http/endpoint";
import { createError } from "@keshu/kernel";
import { currentCatalog, getRecord } from "@keshu/records";
import { z } from "zod";
import { personId } from "./person.ts";
import { titleKey, titlesOf } from "./record-titles.ts";

const tag = "recents";
const kept = 50;

const recent = z.object({ object: z.string(), id: z.uuid(), title: z.string(), at: z.iso.datetime() });

const list = defineEndpoint({
  method: "GET",
  path: "/api/v1/recents",
  operationId: "list_recents",
  summary: { zh: "最近打开的记录", en: "Records opened lately" },
  tag,
  access: "signed_in",
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(kept).optional() }),
  responses: { 200: z.object({ data: z.array(recent) }) },
  handler: async (ctx, { query }) => {
    const { rows } = await ctx.db.prepared<{ object: string; record_id: string; at: string }>(
      "select object, record_id, at from keshu.recent where user_id = $1 order by at desc limit $2",
      [personId(ctx), kept],
    );
    const titles = await titlesOf(ctx, rows);
    const data = rows.flatMap(({ object, record_id: id, at }) => {
      const title = titles.get(titleKey(object, id));
      return title === undefined ? [] : [{ object, id, title, at }];
    });
    return { status: 200, body: { data: data.slice(0, query.limit ?? kept) } };
  },
});

const put = defineEndpoint({
  method: "PUT",
  path: "/api/v1/recents",
  operationId: "note_recent",
  summary: { zh: "记下打开了一条记录", en: "Note that a record was opened" },
  tag,
  access: "signed_in",
  body: z.strictObject({ object: z.string().max(100), id: z.string().max(100) }),
  responses: { 204: null },
  handler: async (ctx, { body }) => {
    const userId = personId(ctx);
    const object = currentCatalog().byName.get(body.object);
    if (!object) throw createError("NOT_FOUND");
    const { id } = await getRecord(ctx, object, body.id, { fields: ["id"] });
    await ctx.db.prepared(
      `with added as (
         insert into keshu.recent (user_id, object, record_id) values ($1, $2, $3)
         on conflict (user_id, object, record_id) do update set at = clock_timestamp() returning 1)
       delete from keshu.recent r using (
         select object, record_id from keshu.recent where user_id = $1 and (object, record_id) <> ($2::text, $3::uuid) order by at desc offset ${kept - 1}) old, added
       where r.user_id = $1 and r.object = old.object and r.record_id = old.record_id`,
      [userId, object.name, id],
    );
    return { status: 204 };
  },
});

export const recentEndpoints: AnyEndpoint[] = [list, put];
