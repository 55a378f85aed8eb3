/** Constant headers of every answer; few, since each costs on every read. */
export function apiHeaders(isTls: boolean): Record<string, string> {
  return {
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    ...(isTls ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}

/** Headers of pages besides their policy. */
export const pageHeaders = {
  "referrer-policy": "same-origin",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "geolocation=(self), camera=(self), microphone=(self)",
};

/** Of the web app: styles are made at run time by antd, everything else comes from here. */
export const webPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'", // the socket of this origin is part of it
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");
