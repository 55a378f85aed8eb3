/** One thing wrong at one place of what was sent. */
export interface ProblemDetail {
  path: string;
  code: string;
  message: string;
}

/** A problem document (RFC 9457) as an exception. `status` 0: the server could not be reached. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: ProblemDetail[];
  readonly requestId: string | undefined;
  /** Milliseconds after which the server wants to be asked again, where it says so. */
  readonly waitFor: number | undefined;
  readonly document: Record<string, unknown>;
  constructor(status: number, document: Record<string, unknown>) {
    super(String(document.detail || document.title || `HTTP ${status}`));
    this.name = "ApiProblem";
    this.status = status;
    this.code = String(document.code ?? (status === 0 ? "OFFLINE" : "INTERNAL"));
    this.errors = Array.isArray(document.errors) ? (document.errors as ProblemDetail[]) : [];
    this.requestId = typeof document.request_id === "string" ? document.request_id : undefined;
    const seconds = Number(document.retry_after);
    this.waitFor = seconds > 0 && Number.isFinite(seconds) ? seconds * 1000 : undefined;
    this.document = document;
  }
}

export function isProblem(error: unknown, code?: string): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code);
}

/** The server has judged it: sent again as it is, it is refused again. */
export function isRefusal(error: unknown): boolean {
  return error instanceof ApiProblem && error.status >= 400 && error.status < 500 && ![401, 408, 409, 425, 429].includes(error.status);
}

/**
 * field → message, for forms; `records.0.name` and `name` both reach "name", and `name,day` each of the two. With `labels`
 * the message calls the field what the form calls it, where the server knows only its path.
 */
export function errorsByField(error: unknown, labels: Readonly<Record<string, string>> = {}): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  const byField: Record<string, string> = {};
  for (const e of error.errors) {
    const place = e.path.replace(/^(records\.\d+|body)\./, "").split(".")[0] ?? "";
    for (const field of place.split(",")) byField[field] ??= e.message.replace(`“${e.path}”`, `“${labels[field] ?? e.path}”`);
  }
  return byField;
}
