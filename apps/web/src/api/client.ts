import i18next from "i18next";
import createClient, { type Middleware } from "openapi-fetch";
import type { paths } from "../generated/api.d.ts";
import { preferences } from "../preferences/preferences.ts";
import { patientFetch } from "./patient-fetch.ts";
import { ApiProblem } from "./problem.ts";
import type { RecordPaths } from "./record-paths.ts";

const middleware: Middleware = {
  onRequest({ request }) {
    request.headers.set("Accept-Language", preferences().locale);
    request.headers.set("X-Requested-With", "keshu-web");
    return request;
  },
  async onResponse({ response }) {
    if (response.ok) return response;
    throw new ApiProblem(response.status, await documentOf(response));
  },
  onError({ error }) {
    return error instanceof ApiProblem || (error instanceof DOMException && error.name === "AbortError")
      ? (error as Error)
      : new ApiProblem(0, { code: "OFFLINE", title: `${i18next.t("shell.offline.title")} · ${i18next.t("shell.offline.text")}` });
  },
};

async function documentOf(response: Response): Promise<Record<string, unknown>> {
  try {
    return (await response.json()) as Record<string, unknown>;
  } catch {
    return { code: response.status >= 500 ? "INTERNAL" : "INVALID_REQUEST", title: i18next.t("shell.error.title") };
  }
}

/** The public API, typed from its OpenAPI document. Every answer outside 2xx is thrown as an ApiProblem. */
export const api = createClient<paths>({ baseUrl: "", fetch: patientFetch });
/** The same API for any object, custom ones included, whose paths are known at run time only. */
export const recordApi = createClient<RecordPaths>({ baseUrl: "", fetch: patientFetch });
api.use(middleware);
recordApi.use(middleware);

/** The body of an answer; the middleware has thrown for everything that is not one. */
export async function bodyOf<T>(answer: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  return (await answer).data as NonNullable<T>;
}
