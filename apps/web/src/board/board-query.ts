import type { ListParameters } from "../api/record-paths.ts";
import type { FieldInfo } from "../api/types.ts";
import type { Pipeline } from "./pipelines.ts";

export type Filter = Record<string, unknown>;

/** Both filters at once; one of them may be missing. */
export function bothOf(a: Filter | null | undefined, b: Filter | null | undefined): Filter | undefined {
  if (!a || Object.keys(a).length === 0) return b ?? undefined;
  if (!b || Object.keys(b).length === 0) return a;
  return Object.keys(a).some((key) => key in b || key === "or" || key === "and" || key === "not") ? { and: [a, b] } : { ...a, ...b };
}

/** The pipeline a filter asks for by itself: `{pipeline_id: id}` or `{pipeline_id: {eq: id}}`. */
export function pipelineIn(filter: Filter | null | undefined, field: FieldInfo | undefined): string | undefined {
  const test = field && filter?.[field.name];
  if (typeof test === "string") return test;
  const asked = typeof test === "object" && test !== null ? (test as Filter).eq : undefined;
  return typeof asked === "string" ? asked : undefined;
}

/** The pipeline whose stages are the columns: the one asked for, else the default one. */
export function chosenPipeline(pipelines: readonly Pipeline[], asked: string | undefined): Pipeline | undefined {
  return pipelines.find((p) => p.id === asked) ?? pipelines.find((p) => p.isDefault && p.isActive) ?? pipelines.find((p) => p.isActive) ?? pipelines[0];
}

interface Asked {
  filter: Filter | undefined;
  scene: string | null | undefined;
  q: string | null | undefined;
}

/** Scene, search and filter of the list as parameters of a request. */
export function boardParameters({ filter, scene, q }: Asked): ListParameters {
  return { ...(filter ? { filter: JSON.stringify(filter) } : {}), ...(scene && scene !== "all" ? { scene } : {}), ...(q ? { q } : {}) };
}

/** The filter of one column. */
export function inColumn(field: FieldInfo, value: string | null): Filter {
  return { [field.name]: value === null ? { empty: true } : { eq: value } };
}
