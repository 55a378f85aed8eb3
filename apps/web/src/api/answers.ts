import i18next from "i18next";
import { ApiProblem } from "./problem.ts";

/**
 * An answer once all of it is here: one that is cut off on the way, or a page that something between here and the server
 * put in its place (a hotel's sign-in), is no answer.
 * @throws ApiProblem with status 0
 */
export async function wholeAnswer(request: Request, response: Response): Promise<Response> {
  if (!response.ok || request.method === "HEAD" || response.body === null) return response;
  const text = await response.text().catch((error: unknown) => {
    throw isAbort(error) ? error : lostConnection();
  });
  if (text !== "" && !/\bjson\b/i.test(response.headers.get("content-type") ?? "")) throw lostConnection();
  // an answer without content (204) may be given none, and a browser's own has an empty body all the same
  return new Response(text === "" ? null : text, { status: response.status, headers: response.headers });
}

/** The server cannot be reached. */
export function lostConnection(): ApiProblem {
  return new ApiProblem(0, { code: "OFFLINE", title: `${i18next.t("shell.offline.title")} · ${i18next.t("shell.offline.text")}` });
}

export function isAbort(error: unknown): error is DOMException {
  return error instanceof DOMException && error.name === "AbortError";
}

/** What was refused and why, as an exception. */
export async function refusalOf(response: Response): Promise<ApiProblem> {
  return new ApiProblem(response.status, await documentOf(response));
}

/** A proxy in between answers with a page of its own, for which there are our words. */
async function documentOf(response: Response): Promise<Record<string, unknown>> {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  const wait = Number.isFinite(seconds) && seconds > 0 ? { retry_after: seconds } : {};
  const document = (await response.json().catch(() => null)) as Record<string, unknown> | null;
  if (document && typeof document === "object") return { ...wait, ...document };
  if (response.status === 429) return { ...wait, code: "RATE_LIMITED", title: i18next.t("shell.tooOften") };
  if ([502, 503, 504].includes(response.status)) return { ...wait, code: "INTERNAL", title: i18next.t("shell.noAnswer") };
  return { code: response.status >= 500 ? "INTERNAL" : "INVALID_REQUEST", title: i18next.t("shell.error.title") };
}
