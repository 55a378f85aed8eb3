import { type Context, createError, describeError, inLocale } from "@keshu/kernel";
import { type BatchOperation, currentCatalog, type WriteOptions, writeBatch } from "@keshu/records";
import { asSystem } from "./rights.ts";

const chunkSize = 1000;
/** What is no longer there has nothing to follow. */
const gone = new Set(["NOT_FOUND", "UNKNOWN_RECORD"]);

/**
 * Writes what follows from a person's act by the product's own rules, in the act's transaction: all of it, or the act is
 * refused with the reason.
 * @throws VALIDATION_FAILED (FOLLOW_UP_REFUSED)
 */
export async function writeAlong(
  ctx: Context,
  name: string,
  operation: BatchOperation,
  records: readonly unknown[],
  options: WriteOptions = {},
): Promise<void> {
  const object = currentCatalog().byName.get(name);
  if (!object) return;
  for (let at = 0; at < records.length; at += chunkSize) {
    const { results } = await writeBatch(asSystem(ctx), object, { operation, records: records.slice(at, at + chunkSize) }, options);
    const problem = results.flatMap((result) => (result.ok ? [] : result.errors)).find((p) => !gone.has(p.code));
    if (!problem) continue;
    const reason = describeError(problem.code, { field: problem.path, ...problem.params }, ctx.locale);
    throw createError("VALIDATION_FAILED", {
      errors: [{ path: "", code: "FOLLOW_UP_REFUSED", params: { object: inLocale(object.label, ctx.locale), reason } }],
    });
  }
}
