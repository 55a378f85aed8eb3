export interface ApiReply {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests reach into answers of every shape
  body: any;
}

export interface ApiClient {
  token: string | null;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiReply>;
  get(path: string, headers?: Record<string, string>): Promise<ApiReply>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiReply>;
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiReply>;
  patch(path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiReply>;
  delete(path: string, headers?: Record<string, string>): Promise<ApiReply>;
  /** The same server with another token. */
  withToken(token: string | null): ApiClient;
}

/** The HTTP API as a program uses it: JSON in and out; a FormData or text body goes as it is. */
export function apiClient(url: string, token: string | null): ApiClient {
  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<ApiReply> {
    const isPlain = body instanceof FormData || typeof body === "string";
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined || isPlain ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isPlain ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: isJson(response.headers) && text ? JSON.parse(text) : undefined };
  }
  return {
    token,
    call,
    get: (path, headers) => call("GET", path, undefined, headers),
    post: (path, body, headers) => call("POST", path, body, headers),
    put: (path, body, headers) => call("PUT", path, body, headers),
    patch: (path, body, headers) => call("PATCH", path, body, headers),
    delete: (path, headers) => call("DELETE", path, undefined, headers),
    withToken: (other) => apiClient(url, other),
  };
}

function isJson(headers: Headers): boolean {
  return /json/.test(headers.get("content-type") ?? "");
}
