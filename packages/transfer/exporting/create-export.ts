import { type Field, type ObjectType, wallOf } from "@keshu/catalog";
import { audit, type Context, createError, inLocale, newId, type Problem, timeZoneOf, within } from "@keshu/kernel";
import { addJob } from "@keshu/platform/jobs";
import { listRecords } from "@keshu/records";
import { checkTimeZone } from "../importing/create-import.ts";
import { apiKeyOf } from "../seams.ts";
import type { ExportQuery, StoredExport } from "./export-store.ts";

export const exportJob = "export.run";

export interface ExportRequest extends Omit<ExportQuery, "fields"> {
  fields?: readonly string[] | undefined;
  format: "csv" | "xlsx";
  options: StoredExport["options"];
}

/**
 * Queues an export; a wrong filter, sort or field is told now.
 * @throws FORBIDDEN, UNKNOWN_FIELD, INVALID_FILTER, INVALID_SORT
 */
export async function createExport(ctx: Context, object: ObjectType, request: ExportRequest): Promise<string> {
  if (!ctx.principal.reach(object.name, "export")) throw createError("FORBIDDEN");
  checkTimeZone(request.options.time_zone);
  const fields = chooseFields(ctx, object, request.fields);
  const query: ExportQuery = {
    fields,
    ...(request.filter ? { filter: request.filter } : {}),
    ...(request.sort ? { sort: request.sort } : {}),
    ...(request.q ? { q: request.q } : {}),
    ...(request.scene ? { scene: request.scene } : {}),
  };
  await listRecords(ctx, object, { ...query, limit: 1 });
  const id = newId();
  const today = new Date(wallOf(Date.now(), request.options.time_zone ?? timeZoneOf(ctx.principal))).toISOString().slice(0, 10);
  const name = `${inLocale(object.pluralLabel, ctx.locale)}-${today}.${request.format}`;
  await ctx.db.transaction(async (tx) => {
    await tx.query(
      "insert into keshu.export (id, object, user_id, api_key_id, locale, query, format, options, file_name) values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8::jsonb, $9)",
      [
        id,
        object.name,
        ctx.principal.userId,
        apiKeyOf(ctx.principal),
        ctx.locale,
        JSON.stringify(query),
        request.format,
        JSON.stringify(request.options),
        name,
      ],
    );
    await audit(within(ctx, tx), { kind: "export.requested", object: object.name, recordId: id, details: { format: request.format, fields } });
    await addJob(tx, exportJob, { id }, { jobKey: `export:${id}` });
  });
  return id;
}

/** The fields asked for, or all a list can show. */
function chooseFields(ctx: Context, object: ObjectType, wanted: readonly string[] | undefined): string[] {
  const isReadable = (f: Field): boolean => ctx.principal.fieldAccess(object.name, f.name) !== "hidden";
  if (!wanted?.length) {
    const all = object.fieldList.filter((f) => isReadable(f) && f.name !== "id" && f.name !== "version");
    return [...all.filter((f) => f.name === "number"), ...all.filter((f) => f.name !== "number")].map((f) => f.name);
  }
  const problems: Problem[] = [];
  for (const name of wanted) {
    const field = object.fields.get(name);
    if (!field || !isReadable(field)) problems.push({ path: `fields.${name}`, code: "UNKNOWN_FIELD", params: { field: name } });
  }
  if (problems.length) throw createError("UNKNOWN_FIELD", { params: { field: problems[0]?.path.slice(7) ?? "" }, errors: problems });
  return [...new Set(wanted)];
}
