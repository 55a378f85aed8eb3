import { errorTexts } from "./error-texts.ts";
import { inLocale, type Locale } from "./locale.ts";

export type ErrorCode = keyof typeof errorTexts;

/** One thing wrong at one place of the input. `path` is a field name, `records.3.name`, `filter.amount`… */
export interface Problem {
  path: string;
  code: ErrorCode;
  params?: Record<string, string | number>;
}

/** An error a caller is meant to see. Everything else is reported as INTERNAL and logged. */
export class ApplicationError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly params: Record<string, string | number>;
  readonly errors: readonly Problem[];
  /** Further members of the problem document, such as a link to a fresh snapshot. */
  readonly extra: Record<string, unknown>;
  constructor(code: ErrorCode, options: ErrorOptionsOf) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "ApplicationError";
    this.code = code;
    this.status = options.status ?? errorTexts[code].status;
    this.params = options.params ?? {};
    this.errors = options.errors ?? [];
    this.extra = options.extra ?? {};
  }
}

interface ErrorOptionsOf {
  status?: number;
  params?: Record<string, string | number>;
  errors?: readonly Problem[];
  extra?: Record<string, unknown>;
  cause?: unknown;
}

/** The one way to make an error a caller sees: `throw createError("NOT_FOUND")`. Codes and words: error-texts.ts. */
export function createError(code: ErrorCode, options: ErrorOptionsOf = {}): ApplicationError {
  return new ApplicationError(code, options);
}

/** The sentence for a code in the reader's language, with `{name}` places filled from params. */
export function describeError(code: ErrorCode, params: Record<string, string | number> | undefined, locale: Locale): string {
  return inLocale(errorTexts[code], locale).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params?.[name] ?? ""));
}

/** RFC 9457 problem document, without request_id. */
export function toProblemDocument(error: ApplicationError, locale: Locale): Record<string, unknown> {
  const errors = placesOf(error);
  return {
    type: "about:blank",
    title: describeError(error.code, error.params, locale),
    status: error.status,
    code: error.code,
    detail: errors.length
      ? errors
          .slice(0, 5)
          .map((p) => presentProblem(p, locale).message)
          .join(locale === "en" ? "; " : "；")
      : describeError(error.code, error.params, locale),
    errors: errors.map((p) => presentProblem(p, locale)),
    ...error.extra,
  };
}

/** What a caller can mend always says where: the parameter or member it names, else the request as a whole. */
function placesOf({ code, status, params, errors }: ApplicationError): readonly Problem[] {
  if (errors.length > 0 || (status !== 400 && status !== 422)) return errors;
  return [{ path: String(params.field ?? ""), code, params }];
}

export function presentProblem(problem: Problem, locale: Locale): { path: string; code: ErrorCode; message: string } {
  return { path: problem.path, code: problem.code, message: describeError(problem.code, { field: problem.path, ...problem.params }, locale) };
}
