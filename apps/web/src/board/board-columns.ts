import type { FieldInfo, Label, ObjectInfo } from "../api/types.ts";
import type { Pipeline } from "./pipelines.ts";

/** A column of a board: one value of the field that makes the board; null for records without one. */
export interface BoardColumn {
  value: string | null;
  label: Label;
  color: string | undefined;
  /** Percent, where a pipeline says it. */
  probability: number | undefined;
  stalledDays: number | undefined;
  /** What a record must have to enter. */
  requiredFields: readonly string[];
  /** Where records come to rest: won, lost, done. */
  isClosed: boolean;
  /** A stage that its pipeline no longer has; shown as long as records are in it. */
  isRemoved: boolean;
}

/** The field a board stands on: the one asked for, the state machine's, or the first choice of one. */
export function boardFieldOf(object: ObjectInfo, asked?: unknown): FieldInfo | undefined {
  const choices = boardFields(object);
  return choices.find((f) => f.name === asked) ?? choices.find((f) => f.name === object.states?.field) ?? choices[0];
}

/** Every field that can make a board. */
export function boardFields(object: ObjectInfo): FieldInfo[] {
  return object.fields.filter((f) => f.type === "select" && !f.retired && !f.companion_of && f.access !== "masked" && (f.options?.length ?? 0) > 1);
}

/** A state work goes on from; ends may at most be opened again, back to where work was. Two states are a switch without an end. */
function leadsOn(object: ObjectInfo, value: string): boolean {
  const { field, initial, transitions } = object.states ?? { field: "", initial: "", transitions: [] };
  const order = object.fields.find((f) => f.name === field)?.options?.map((o) => o.value) ?? [];
  const at = order.indexOf(value);
  return value === initial || transitions.some((t) => t.from === value && (order.length < 3 || order.indexOf(t.to) > at));
}

/**
 * Columns in the order people work in: the pipeline's stages, or the options, then the ends.
 * `present` are values records have; those the pipeline or the options no longer list get a column of their own.
 */
export function columnsOf(object: ObjectInfo, field: FieldInfo, pipeline: Pipeline | undefined, present: readonly (string | null)[]): BoardColumn[] {
  const isState = object.states?.field === field.name;
  const staged = isState && pipeline ? pipeline.stages : undefined;
  const leaves = (value: string): boolean => leadsOn(object, value);
  const options = (field.options ?? []).filter((o) => !o.retired || present.includes(o.value));
  const column = (value: string, rest: Partial<BoardColumn> = {}): BoardColumn => {
    const option = field.options?.find((o) => o.value === value);
    const stage = staged?.find((s) => s.stage === value);
    return {
      value,
      label: stage?.label?.zh || stage?.label?.en ? stage.label : (option?.label ?? { zh: value, en: value }),
      color: option?.color,
      probability: stage?.probability,
      stalledDays: stage?.stalled_days,
      requiredFields: stage?.required_fields ?? [],
      isClosed: isState && !leaves(value),
      isRemoved: false,
      ...rest,
    };
  };
  const columns: BoardColumn[] = [];
  if (present.includes(null)) columns.push({ ...column(""), value: null, label: { zh: "", en: "" }, isClosed: false });
  if (staged) {
    columns.push(...staged.map((s) => column(s.stage, { isClosed: false })));
    for (const o of options) {
      if (staged.some((s) => s.stage === o.value)) continue;
      if (!leaves(o.value)) columns.push(column(o.value, { isClosed: true }));
      else if (present.includes(o.value)) columns.push(column(o.value, { isClosed: false, isRemoved: true }));
    }
  } else columns.push(...options.map((o) => column(o.value)));
  for (const value of present) if (value !== null && !columns.some((c) => c.value === value)) columns.push(column(value, { isRemoved: true }));
  return staged ? [...columns.filter((c) => !c.isClosed), ...columns.filter((c) => c.isClosed)] : columns;
}
