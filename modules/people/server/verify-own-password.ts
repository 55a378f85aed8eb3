import { type Context, createError } from "@keshu/kernel";
import { type Credential, credentialOf } from "./credentials.ts";
import { verifyPassword } from "./passwords.ts";
import { assertNotLocked, inTurn, noteFailure } from "./sign-in-throttle.ts";

/**
 * Asks a signed-in person for their password once more, before what a thief of the session must not do.
 * Counts towards the same lock as signing in. @throws VALIDATION_FAILED (current_password), ACCOUNT_LOCKED
 */
export async function verifyOwnPassword(ctx: Context, password: string, ip: string, path = "current_password"): Promise<Credential> {
  const credential = await credentialOf(ctx.db, ctx.principal.userId);
  if (!credential) throw createError("UNAUTHENTICATED");
  const attempt = { email: credential.email, ip };
  return inTurn(credential.email, async () => {
    await assertNotLocked(ctx.db, attempt);
    if (await verifyPassword(credential.password_hash ?? undefined, password)) return credential;
    await noteFailure(ctx.db, attempt);
    throw createError("VALIDATION_FAILED", { errors: [{ path, code: "WRONG_PASSWORD" }] });
  });
}
