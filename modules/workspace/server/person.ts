import { type Context, createError } from "@keshu/kernel";

/** The signed-in person behind a call: what is kept for a person is not for API keys. @throws FORBIDDEN */
export function personId({ principal }: Context): string {
  if (principal.kind !== "user") throw createError("FORBIDDEN");
  return principal.userId;
}
