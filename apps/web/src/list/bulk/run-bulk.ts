import i18next from "i18next";
import { titleOf } from "../../api/catalog.ts";
import type { ListParameters } from "../../api/record-paths.ts";
import { records } from "../../api/records.ts";
import type { Along, ApiRecord, BatchAnswer, ObjectInfo } from "../../api/types.ts";
import { queryClient } from "../../query-client.ts";
import { offerUndo } from "../../shell/last-undo.ts";
import { addTask, changeTask, isTask, type Refusal, removeTask } from "./bulk-tasks.ts";

const chunkSize = 1000;
/** Ids that fit into an address. */
const askedAtOnce = 250;

/** Which records: those at hand, or everything a list finds but for a few. */
export type Target = { records: readonly ApiRecord[] } | { parameters: ListParameters; without: ReadonlySet<string>; total: number | undefined };

/** A record that was changed, with what undoing it needs. */
export interface Done {
  record: ApiRecord;
  version: number | undefined;
  previous: Record<string, unknown> | undefined;
  along: Along | undefined;
}

export interface BulkWork {
  object: ObjectInfo;
  target: Target;
  /** Fields the work needs of records that are not at hand. */
  fields: readonly string[];
  /** Words: `list.bulk.<key>.running|done`. */
  words: string;
  run: (chunk: readonly ApiRecord[]) => Promise<BatchAnswer>;
  /** Takes back what was done; rows come with their answers. */
  undo?: (done: readonly Done[]) => BulkWork | null;
  onSettled?: () => void;
}

/** Does the work in chunks of a thousand, telling how far it is; pages may be left meanwhile. */
export async function runBulk(work: BulkWork): Promise<void> {
  const { object, words } = work;
  let isStopped = false;
  const task = addTask(i18next.t(`list.bulk.${words}.running`), () => {
    isStopped = true;
  });
  const refusals: Refusal[] = [];
  const changed: Done[] = [];
  let done = 0;
  try {
    const chosen =
      "records" in work.target
        ? [...work.target.records]
        : await gather(
            object,
            work.target,
            work.fields,
            () => isStopped,
            (n) => changeTask(task, { total: work.target && "total" in work.target ? (work.target.total ?? n) : n }),
          );
    changeTask(task, { total: chosen.length });
    for (let at = 0; at < chosen.length && !isStopped; at += chunkSize) {
      const some = chosen.slice(at, at + chunkSize);
      const chunk = work.fields.length > 0 && "records" in work.target ? await asStored(object, some, work.fields) : some;
      const { results } = await work.run(chunk);
      results.forEach((result, i) => {
        const record = chunk[i] as ApiRecord;
        if (!result.ok) refusals.push({ id: record.id, title: titleOf(record, object), message: result.errors[0]?.message ?? result.code });
        else if (result.outcome !== "unchanged") changed.push({ record, version: result.version, previous: result.previous, along: result.along });
      });
      done += chunk.length;
      changeTask(task, { done, changed: changed.length, refusals: [...refusals] });
    }
    finish(isStopped ? "stopped" : "done");
  } catch (error) {
    refusals.push({ id: "", title: "", message: error instanceof Error ? error.message : String(error) });
    finish("failed");
  }

  function finish(state: "done" | "stopped" | "failed"): void {
    const back = changed.length > 0 ? work.undo?.(changed) : null;
    changeTask(task, {
      state,
      refusals: [...refusals],
      changed: changed.length,
      outcome: i18next.t(`list.bulk.${words}.done`, { count: changed.length }),
      ...(back
        ? {
            undo: offerBack(task, () => {
              removeTask(task);
              void runBulk(back);
            }),
          }
        : {}),
    });
    void queryClient.invalidateQueries({ queryKey: ["records", object.path] });
    work.onSettled?.();
  }
}

const shownFor = 10_000;
const openFor = 60_000;

/** Ctrl/⌘ Z takes it back as long as its panel is there, and for a minute on the page where that went. @returns takes it back */
function offerBack(task: number, undo: () => void): () => void {
  let page: string | undefined;
  const take = () => {
    withdraw();
    undo();
  };
  const withdraw = offerUndo(take, () => isTask(task) || page === location.pathname);
  setTimeout(() => {
    page = location.pathname;
  }, shownFor);
  const end = () => (isTask(task) ? void setTimeout(end, openFor) : withdraw());
  setTimeout(end, openFor);
  return take;
}

/** Records with the fields the work needs as they are now: undoing it must not bring back what was there long before. */
async function asStored(object: ObjectInfo, some: readonly ApiRecord[], fields: readonly string[]): Promise<ApiRecord[]> {
  const now = new Map<string, ApiRecord>();
  for (let at = 0; at < some.length; at += askedAtOnce) {
    const { data } = await records.list(object.path, {
      filter: JSON.stringify({ id: { in: some.slice(at, at + askedAtOnce).map((r) => r.id) } }),
      fields: [...new Set(["id", object.title_field, ...fields])].join(","),
      limit: askedAtOnce,
    });
    for (const record of data) now.set(record.id, record);
  }
  return some.map((record) => ({ ...record, ...now.get(record.id) }));
}

/** Every record a list finds, page after page by cursor, with the fields the work needs. */
async function gather(
  object: ObjectInfo,
  { parameters, without }: Extract<Target, { parameters: ListParameters }>,
  fields: readonly string[],
  isStopped: () => boolean,
  onFound: (count: number) => void,
): Promise<ApiRecord[]> {
  const { expand: _, offset: __, ...asked } = parameters;
  const all: ApiRecord[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await records.list(object.path, {
      ...asked,
      fields: [...new Set(["id", "version", object.title_field, ...fields])].join(","),
      limit: chunkSize,
      ...(cursor ? { cursor } : {}),
    });
    all.push(...page.data.filter((r) => !without.has(r.id)));
    cursor = page.next;
    onFound(all.length);
  } while (cursor && !isStopped());
  return isStopped() ? [] : all;
}
