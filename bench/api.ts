/** The product's API as another program uses it. */
export interface Api {
  token: string;
  headers: Record<string, string>;
  get(path: string): Promise<Record<string, never>>;
  post(path: string, body: unknown): Promise<{ id: string } & Record<string, unknown>>;
}

export async function signIn(url: string, person: { email: string; password: string }): Promise<Api> {
  const answer = await call(url, "POST", "/api/v1/sign-in", {}, person);
  const token = String(answer.token);
  const headers = { authorization: `Bearer ${token}` };
  return {
    token,
    headers,
    get: (path) => call(url, "GET", path, headers) as Promise<Record<string, never>>,
    post: (path, body) => call(url, "POST", path, headers, body) as Promise<{ id: string } & Record<string, unknown>>,
  };
}

async function call(url: string, method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(url + path, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 500)}`);
  return text ? JSON.parse(text) : {};
}
