import { createError, type Problem } from "@keshu/kernel";

/** Refuses a write after it was stored: its transaction rolls back, and in a batch only this row fails. */
export function refuse(problems: readonly Problem[]): void {
  if (problems.length) throw createError("VALIDATION_FAILED", { errors: problems });
}
