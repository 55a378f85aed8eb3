import type { ObjectType, Transition } from "@keshu/catalog";
import { type Context, inLocale, type Problem } from "@keshu/kernel";
import type { ApiRecord, PendingWrite, WriteOptions } from "../types.ts";
import { rulesOf } from "./rule-registry.ts";

/** New records start in the initial state; changed states must follow a declared transition and its guards. */
export async function checkStates(ctx: Context, object: ObjectType, rows: readonly PendingWrite[], options: WriteOptions): Promise<void> {
  const machine = object.states;
  if (!machine) return;
  for (const row of rows) {
    if (row.operation === "create" && row.values[machine.field] === undefined) row.values[machine.field] = machine.initial;
    const to = row.values[machine.field];
    const from = row.stored?.[machine.field] ?? null;
    if (typeof to !== "string" || to === from || options.anyState || row.problems.length) continue;
    if (row.operation === "create")
      row.problems.push(
        ...missingFields(
          object,
          machine.transitions.filter((t) => t.to === to),
          row,
        ),
      );
    else if (row.operation === "update") row.problems.push(...(await checkTransition(ctx, object, row, from as string | null, to)));
  }
}

async function checkTransition(ctx: Context, object: ObjectType, row: PendingWrite, from: string | null, to: string): Promise<Problem[]> {
  const machine = object.states as NonNullable<ObjectType["states"]>;
  const transition = machine.transitions.find((t) => t.to === to && (t.from === from || t.from === "*"));
  if (!transition && from !== null) {
    return [{ path: machine.field, code: "ILLEGAL_TRANSITION", params: { from: stateLabel(ctx, object, from), to: stateLabel(ctx, object, to) } }];
  }
  if (!transition) return [];
  const missing = missingFields(object, [transition], row);
  if (missing.length) return missing;
  const merged = { ...row.stored, ...row.values } as ApiRecord;
  for (const name of transition.guards ?? []) {
    for (const rule of rulesOf(object.name)) {
      const problem = await rule.guards?.[name]?.(ctx, merged, row.values);
      if (problem) return [problem];
    }
  }
  return [];
}

function missingFields(object: ObjectType, transitions: readonly Transition[], row: PendingWrite): Problem[] {
  const common = transitions.length ? (transitions[0]?.requires ?? []).filter((name) => transitions.every((t) => t.requires?.includes(name))) : [];
  return common
    .filter((name) => isEmpty(row.values[name] === undefined ? row.stored?.[name] : row.values[name]))
    .map((name) => ({ path: object.fields.get(name)?.name ?? name, code: "REQUIRED" }));
}

export function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

function stateLabel(ctx: Context, object: ObjectType, value: string): string {
  const option = object.fields.get(object.states?.field ?? "")?.options?.find((o) => o.value === value);
  return option ? inLocale(option.label, ctx.locale) : value;
}
