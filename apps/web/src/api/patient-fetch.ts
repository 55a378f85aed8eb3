import { isGuarded, signInAgain } from "../sign-in/in-place/session-gate.ts";

/**
 * fetch that outlives a session: what is answered “sign in first” waits until the same person is back and is sent again.
 * Uploads are not kept twice in memory: they fail and are sent again by who holds the file.
 */
export async function patientFetch(request: Request): Promise<Response> {
  const isUpload = request.headers.get("content-type")?.startsWith("multipart/") ?? false;
  const spare = isGuarded() && !isUpload && !/\/sign-(in|out)$/.test(new URL(request.url).pathname) ? request.clone() : null;
  const response = await fetch(request);
  if (response.status !== 401 || !isGuarded() || !(await isSessionOver(response.clone()))) return response;
  if (!(await signInAgain()) || !spare) return response;
  return fetch(spare);
}

/** A wrong password on a page is a 401, too, and no end of the session. */
async function isSessionOver(response: Response): Promise<boolean> {
  const body = (await response.json().catch(() => null)) as { code?: string } | null;
  return body === null || body.code === "UNAUTHENTICATED";
}
