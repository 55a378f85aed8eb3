import type { ApiRecord, Label, ObjectInfo } from "../../api/types.ts";
import { stageGuideOf } from "../../modules/registry.ts";
import type { GuidedStage } from "../../modules/web-module.ts";

/** The object as this record knows it: its states, and the ways there, by the names of its pipeline. */
export const asNamedFor = (object: ObjectInfo, record: ApiRecord): ObjectInfo => withStageNames(object, stageGuideOf(object.name).stages?.(record));

function withStageNames(object: ObjectInfo, stages: readonly GuidedStage[] | undefined): ObjectInfo {
  const { states } = object;
  const field = object.fields.find((f) => f.name === states?.field);
  const renamed = new Map<string, Label>();
  for (const { value, label } of stages ?? []) {
    const usual = field?.options?.find((o) => o.value === value)?.label;
    if (label && usual && (label.zh !== usual.zh || label.en !== usual.en)) renamed.set(value, label);
  }
  if (!states || !field || renamed.size === 0) return object;
  const options = field.options?.map((o) => ({ ...o, label: renamed.get(o.value) ?? o.label }));
  return {
    ...object,
    fields: object.fields.map((f) => (f === field ? { ...f, options } : f)),
    states: { ...states, transitions: states.transitions.map((tr) => ({ ...tr, label: renamed.get(tr.to) ?? tr.label })) },
  };
}
