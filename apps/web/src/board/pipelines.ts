import { useQuery } from "@tanstack/react-query";
import { textIn, useCatalog } from "../api/catalog.ts";
import { records } from "../api/records.ts";
import type { FieldInfo, Label, ObjectInfo } from "../api/types.ts";

/** One stage of a pipeline as its record holds it. */
export interface PipelineStage {
  stage: string;
  label?: Label;
  probability: number;
  stalled_days?: number;
  required_fields?: string[];
}

export interface Pipeline {
  id: string;
  name: string;
  stages: PipelineStage[];
  isDefault: boolean;
  isActive: boolean;
}

/** The relation by which records of an object choose their pipeline, if it has one. */
export function pipelineFieldOf(object: ObjectInfo, byName: ReadonlyMap<string, ObjectInfo>): FieldInfo | undefined {
  return object.fields.find(
    (f) => f.type === "relation" && byName.get(f.target ?? "")?.fields.some((other) => other.name === "stages" && other.type === "json"),
  );
}

/** Every pipeline of an object, the default one first; an empty list for objects without. */
export function usePipelines(object: ObjectInfo): { field: FieldInfo | undefined; pipelines: Pipeline[] | undefined } {
  const { byName } = useCatalog();
  const field = pipelineFieldOf(object, byName);
  const target = byName.get(field?.target ?? "");
  const path = target?.path ?? "";
  const { data, isError } = useQuery({
    queryKey: ["records", path, "list", "pipelines"],
    queryFn: async ({ signal }) => (await records.list(path, { limit: 200, sort: "created_at" }, signal)).data,
    enabled: field !== undefined,
    staleTime: 5 * 60_000,
  });
  // without them the board still shows every stage
  if (!field || isError) return { field, pipelines: [] };
  return { field, pipelines: data?.map((record) => readPipeline(record, target)).sort((a, b) => Number(b.isDefault) - Number(a.isDefault)) };
}

/** `object` is that of pipelines: by it English readers see the English name. */
export function readPipeline(record: Record<string, unknown>, object?: ObjectInfo): Pipeline {
  return {
    id: String(record.id),
    name: String((object ? textIn(record, object, "name") : record.name) ?? ""),
    stages: Array.isArray(record.stages) ? (record.stages as PipelineStage[]) : [],
    isDefault: record.is_default === true,
    isActive: record.is_active !== false,
  };
}
