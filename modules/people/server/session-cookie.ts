import { sessionCookie as sessionCookieName } from "@keshu/http/authentication";

/**
 * Set-Cookie for the browser. Strict works because the pages themselves need no sign-in and all calls come from them.
 * An empty token removes the cookie.
 */
export function sessionCookie(token: string, options: { maxAge: number; isSecure: boolean }): string {
  const parts = [`${sessionCookieName}=${token}`, "Path=/", `Max-Age=${token ? options.maxAge : 0}`, "HttpOnly", "SameSite=Strict"];
  if (options.isSecure) parts.push("Secure");
  return parts.join("; ");
}
