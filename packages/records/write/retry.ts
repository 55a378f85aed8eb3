import { type Context, createError } from "@keshu/kernel";

const maximumTries = 6;
/** Deadlock, serialization failure, and a plan made stale by a changed table: PostgreSQL ended the transaction, nothing is written. */
const retried = new Set(["40P01", "40001", "0A000"]);

/**
 * Runs a write again when PostgreSQL ended it in favour of another one. Inside a transaction only the whole
 * transaction can be repeated, by whoever began it.
 * @throws CONFLICT when every try failed
 */
export async function withRetries<T>(ctx: Context, write: () => Promise<T>): Promise<T> {
  if (ctx.db.isTransaction) return write();
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      if (!retried.has((error as { code?: string }).code ?? "")) throw error;
      if (attempt >= maximumTries) throw createError("CONFLICT", { cause: error });
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
    }
  }
}
