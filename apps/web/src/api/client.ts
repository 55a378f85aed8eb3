import createClient, { type Middleware } from "openapi-fetch";
import type { paths } from "../generated/api.d.ts";
import { preferences } from "../preferences/preferences.ts";
import { isAbort, lostConnection, refusalOf } from "./answers.ts";
import { withWordsForGone } from "./gone-definitions.ts";
import { patientFetch } from "./patient-fetch.ts";
import { ApiProblem } from "./problem.ts";
import type { RecordPaths } from "./record-paths.ts";

const middleware: Middleware = {
  onRequest({ request }) {
    request.headers.set("Accept-Language", preferences().locale);
    request.headers.set("X-Requested-With", "keshu-web");
    return request;
  },
  async onResponse({ request, response }) {
    if (!response.ok) throw withWordsForGone(await refusalOf(response), request.url);
    return response;
  },
  onError({ error }) {
    return error instanceof ApiProblem || isAbort(error) ? error : lostConnection();
  },
};

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
