import type { ApiRecord, Label, ObjectInfo, TransitionInfo } from "../../api/types.ts";
import type { GuidedStage } from "../../modules/web-module.ts";

export interface PathStep {
  value: string;
  label: Label | undefined;
  isCurrent: boolean;
  /** No way leads on from it: won, lost. */
  isEnd: boolean;
  /** A way out besides the path, behind its end: lost, void. */
  isExit: boolean;
  /** How one gets there from where the record is. */
  transition: TransitionInfo | undefined;
  /** Fields that have to be filled in first. */
  missing: string[];
  look: "" | "is-done" | "is-now" | "is-won" | "is-lost";
}

/** The states of a record in order, each with the way to it. */
export function pathSteps(object: ObjectInfo, record: ApiRecord, guided: readonly GuidedStage[] | undefined): PathStep[] {
  const states = object.states;
  const options = object.fields.find((f) => f.name === states?.field)?.options ?? [];
  if (!states) return [];
  const current = String(record[states.field] ?? states.initial);
  const values = (guided ?? options.map((o): GuidedStage => ({ value: o.value }))).filter(
    ({ value }) => value === current || options.some((o) => o.value === value && !o.retired),
  );
  if (!values.some((v) => v.value === current)) values.unshift({ value: current });
  const isEnd = (value: string) => !states.transitions.some((tr) => tr.from === value);
  const at = values.findIndex((v) => v.value === current);
  const end = values.findIndex((v) => isEnd(v.value));
  const color = (value: string) => options.find((o) => o.value === value)?.color;
  return values.map(({ value, label, requires = [] }, index): PathStep => {
    const transition =
      value === current
        ? undefined
        : (states.transitions.find((tr) => tr.from === current && tr.to === value) ?? states.transitions.find((tr) => tr.from === "*" && tr.to === value));
    const needed = [...new Set([...(transition?.requires ?? []), ...requires])].filter((name) => object.fields.some((f) => f.name === name));
    return {
      value,
      label: label ?? undefined,
      isCurrent: value === current,
      isEnd: isEnd(value),
      isExit: end >= 0 && index > end,
      transition,
      missing: transition ? needed.filter((name) => isEmpty(record[name])) : [],
      look:
        value === current
          ? isEnd(value)
            ? color(value) === "jade"
              ? "is-won"
              : "is-lost"
            : "is-now"
          : index < at && !isEnd(value) && (!isEnd(current) || color(current) === "jade")
            ? "is-done"
            : "",
    };
  });
}

/** Where it most likely goes from here: the next state of the path that can be reached. */
export function nextStep(steps: readonly PathStep[]): PathStep | undefined {
  const at = steps.findIndex((s) => s.isCurrent);
  return steps[at]?.isEnd || steps[at]?.isExit ? undefined : steps.slice(at + 1).find((s) => !s.isExit && s.transition);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}
