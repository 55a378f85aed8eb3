import type { Field } from "./field.ts";
import type { StateMachine, Transition } from "./object.ts";

/**
 * States that a company added to the options of the state's field: reached from every state that can be left, and
 * left like the initial one.
 */
export function withAddedStates(machine: StateMachine, fields: readonly Field[]): StateMachine {
  const named = new Set([machine.initial, ...machine.transitions.flatMap((t) => [t.from, t.to])]);
  const added = (fields.find((f) => f.name === machine.field)?.options ?? []).filter((option) => !named.has(option.value));
  if (added.length === 0) return machine;
  const origins = machine.transitions.some((t) => t.from === "*") ? ["*"] : [...new Set(machine.transitions.map((t) => t.from))];
  const ways = machine.transitions.filter((t) => t.from === machine.initial);
  return {
    ...machine,
    transitions: [
      ...machine.transitions,
      ...added.flatMap(({ value, label, retired }): Transition[] => [
        ...(retired
          ? []
          : [...origins, ...(origins[0] === "*" ? [] : added.map((a) => a.value).filter((v) => v !== value))].map((from) => ({ from, to: value, label }))),
        ...ways.map((t) => ({ ...t, from: value })),
      ]),
    ],
  };
}
