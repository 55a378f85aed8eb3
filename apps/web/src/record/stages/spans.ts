import { queryOptions } from "@tanstack/react-query";
import { records } from "../../api/records.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";
import { stageGuideOf } from "../../modules/registry.ts";
import type { StageSpan } from "../../modules/web-module.ts";
import { spansOf } from "./span-days.ts";

export { daysByStage } from "./span-days.ts";

/** How long the record was in each of its states: told by its module, else read from its history. */
export const spansQuery = (object: ObjectInfo, record: ApiRecord) =>
  queryOptions({
    queryKey: ["records", object.path, "one", record.id, "spans"],
    queryFn: (): Promise<StageSpan[]> => {
      const told = stageGuideOf(object.name).spans;
      return told ? told(record).catch(() => fromHistory(object, record)) : fromHistory(object, record);
    },
  });

async function fromHistory(object: ObjectInfo, record: ApiRecord): Promise<StageSpan[]> {
  const field = object.states?.field ?? "";
  const { data } = await records.history(object.path, record.id, { limit: 200, field });
  const changes = data.flatMap((entry) => {
    const change = entry.diff[field];
    return change && entry.kind !== "created" ? [{ at: entry.at, from: change.from, to: change.to }] : [];
  });
  return spansOf({ created: String(record.created_at), initial: String(record[field] ?? object.states?.initial), changes, now: new Date() });
}
