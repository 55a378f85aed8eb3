import type { ObjectType } from "@keshu/catalog";
import { type Context, createError } from "@keshu/kernel";
import type { ApiRecord } from "./types.ts";
import { updateRecord } from "./write/update.ts";

/**
 * Moves a record to another state, with further values the transition asks for.
 * @throws NOT_FOUND, FORBIDDEN, VALIDATION_FAILED (ILLEGAL_TRANSITION, REQUIRED, a guard's problem), INVALID_REQUEST without states
 */
export async function transitionRecord(ctx: Context, object: ObjectType, id: string, to: string, values: Record<string, unknown> = {}): Promise<ApiRecord> {
  if (!object.states) throw createError("INVALID_REQUEST");
  return updateRecord(ctx, object, id, { ...values, [object.states.field]: to });
}
