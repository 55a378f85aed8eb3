import type { ObjectType } from "@keshu/catalog";
import type { Context } from "@keshu/kernel";
import type { ObjectRules, RemovedDefinition } from "../rules.ts";
import type { PendingWrite } from "../types.ts";

const registry = new Map<string, ObjectRules[]>();

/** Adds a module's rules; registering the same value again does nothing. */
export function registerRules(rules: readonly ObjectRules[]): void {
  for (const rule of rules) {
    const ofObject = registry.get(rule.object) ?? [];
    registry.set(rule.object, ofObject);
    if (!ofObject.includes(rule)) ofObject.push(rule);
  }
}

export function rulesOf(object: string): readonly ObjectRules[] {
  return registry.get(object) ?? [];
}

export async function runBeforeWrite(ctx: Context, object: ObjectType, rows: PendingWrite[]): Promise<void> {
  const sound = rows.filter((r) => r.problems.length === 0);
  if (sound.length === 0) return;
  forgetEnglish(object, sound);
  for (const rule of rulesOf(object.name)) await rule.beforeWrite?.(ctx, sound, object);
}

/** A text renamed without its English counterpart is no longer what that one says. */
function forgetEnglish(object: ObjectType, rows: readonly PendingWrite[]): void {
  const fields = object.fieldList.filter((f) => f.inEnglish !== undefined);
  for (const { operation, stored, values, given } of fields.length ? rows : [])
    for (const { name, inEnglish } of operation === "update" ? fields : []) {
      const english = inEnglish as string;
      const isKept = given?.has(english) || english in values || !stored?.[english];
      if (!isKept && name in values && values[name] !== stored?.[name]) values[english] = null;
    }
}

/** Tells every module that something was taken out of use, in the transaction that does it. */
export async function runAfterRemoval(ctx: Context, removed: RemovedDefinition): Promise<void> {
  for (const rules of registry.values()) for (const rule of rules) await rule.afterRemoval?.(ctx, removed);
}

export function hasAfterWrite(object: string, rows: readonly PendingWrite[]): boolean {
  return rulesOf(object).some((r) => r.afterWrite && (!r.follows || rows.some(r.follows)));
}

export async function runAfterWrite(ctx: Context, object: ObjectType, rows: readonly PendingWrite[]): Promise<void> {
  if (rows.length === 0) return;
  for (const rule of rulesOf(object.name)) {
    const followed = rule.follows ? rows.filter(rule.follows) : rows;
    if (!rule.afterWrite || followed.length === 0) continue;
    const written = followed.map((r) => ({ id: (r.stored?.id ?? r.values.id) as string, operation: r.operation, stored: r.stored, values: r.values }));
    await rule.afterWrite(ctx, written, object);
  }
}
