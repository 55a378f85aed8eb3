import { App } from "antd";
import { useMemo } from "react";
import { records } from "../../api/records.ts";
import type { Along, ApiRecord, BatchAnswer, ObjectInfo, RowAnswer } from "../../api/types.ts";
import { type BulkWork, type Done, runBulk, type Target } from "./run-bulk.ts";

const idsOf = (chunk: readonly ApiRecord[]): string[] => chunk.map((r) => r.id);

/** Everything that is done with many records of an object, each with its way back. */
export function useBulkActions(object: ObjectInfo) {
  const { message } = App.useApp();
  return useMemo(() => {
    const { path } = object;
    const update = (target: Target, values: Record<string, unknown>, words = "update"): BulkWork => ({
      object,
      target,
      fields: [],
      words,
      run: (chunk) =>
        records.batch(
          path,
          "update",
          chunk.map((r) => ({ id: r.id, ...values })),
        ),
      undo: asBefore,
    });
    /** Gives each row values of its own, where nobody has changed it since. */
    const rowsBack = (rows: readonly { record: ApiRecord; version: number | undefined; values: Record<string, unknown> }[], words = "undo"): BulkWork => {
      const byId = new Map(rows.map((r) => [r.record.id, r]));
      return {
        object,
        target: { records: rows.map((r) => r.record) },
        fields: [],
        words,
        run: (chunk) =>
          records.batch(
            path,
            "update",
            chunk.map((r) => {
              const row = byId.get(r.id);
              return { id: r.id, ...(row?.version === undefined ? {} : { version: row.version }), ...row?.values };
            }),
          ),
      };
    };
    /** Back to what each held before, also where a rule changed it along. */
    const asBefore = (done: readonly Done[]): BulkWork =>
      rowsBack(done.flatMap(({ record, version, previous }) => (previous ? [{ record, version, values: previous }] : [])));
    /** Each record goes back to whom it came from, and just what went along with it: nothing the new owner had there before. */
    const backToOwners = (done: readonly Done[]): BulkWork => {
      const along = new Map(done.map((d) => [d.record.id, d.along]));
      return {
        object,
        target: { records: done.map((d) => d.record) },
        fields: [],
        words: "undo",
        run: async (chunk) => {
          const answer = await records.takeBackMany(path, idsOf(chunk));
          const refused = await alongBack(chunk.map((record, i) => (answer.results[i]?.ok ? along.get(record.id) : undefined)));
          return answered(answer.results.map((result, i) => refused.get(i) ?? result));
        },
      };
    };
    const restoring = (target: Target, words = "restore"): BulkWork => ({
      object,
      target,
      fields: [],
      words,
      run: (chunk) => records.restoreMany(path, idsOf(chunk)),
      undo: (done) => deleting({ records: done.map((d) => d.record) }),
    });
    const deleting = (target: Target): BulkWork => ({
      object,
      target,
      fields: [],
      words: "delete",
      run: (chunk) =>
        records.batch(
          path,
          "delete",
          chunk.map((r) => ({ id: r.id })),
        ),
      undo: (done) => restoring({ records: done.map((d) => d.record) }),
    });
    return {
      say: (text: string) => void message.info({ content: text, key: "list", duration: 2 }),
      update: (target: Target, values: Record<string, unknown>) => runBulk(update(target, values)),
      /** Values of their own for each record, such as pasted ones. */
      rows: (rows: readonly { record: ApiRecord; values: Record<string, unknown> }[]) =>
        runBulk({
          ...rowsBack(
            rows.map((r) => ({ ...r, version: r.record.version as number | undefined })),
            "paste",
          ),
          undo: asBefore,
        }),
      remove: (target: Target) => runBulk(deleting(target)),
      restore: (ids: readonly string[], title = "") => runBulk(restoring({ records: ids.map((id) => ({ id, [object.title_field]: title })) })),
      /** Out of the bin for good: there is no way back. */
      purge: (target: Target) => runBulk({ object, target, fields: [], words: "purge", run: (chunk) => records.purgeMany(path, idsOf(chunk)) }),
      restoreAll: (target: Target) => runBulk(restoring(target)),
      tag: (target: Target, change: { add: string[]; remove: string[] }) =>
        runBulk({
          object,
          target,
          fields: ["tags"],
          words: "tag",
          run: (chunk) => records.tagMany(path, idsOf(chunk), change),
          undo: asBefore,
        }),
      transfer: (target: Target, ownerId: string, belongings?: string[]) =>
        runBulk({
          object,
          target,
          fields: ["owner_id"],
          words: "transfer",
          run: (chunk) => records.transferMany(path, idsOf(chunk), ownerId, belongings),
          undo: backToOwners,
        }),
    };
  }, [object, message]);
}

/** Gives back what went along, a thousand at a time. @returns by the place of its record, the first that could not go back */
async function alongBack(given: readonly (Along | undefined)[]): Promise<Map<number, RowAnswer>> {
  const refused = new Map<number, RowAnswer>();
  for (const path of new Set(given.flatMap((along) => Object.keys(along ?? {})))) {
    const rows = given.flatMap((along, place) => (along?.[path] ?? []).map(({ id }) => ({ place, id })));
    for (let at = 0; at < rows.length; at += 1000) {
      const some = rows.slice(at, at + 1000);
      const { results } = await records.takeBackMany(
        path,
        some.map(({ id }) => id),
      );
      results.forEach((result, i) => {
        const place = some[i]?.place;
        if (!result.ok && place !== undefined && !refused.has(place)) refused.set(place, result);
      });
    }
  }
  return refused;
}

function answered(results: RowAnswer[]): BatchAnswer {
  const failed = results.filter((r) => !r.ok).length;
  return { results, created: 0, updated: results.length - failed, unchanged: 0, failed };
}
