import type { Page, Response } from "playwright-core";

/** Counts the bytes of script that come over the wire from now on, as they are encoded there. */
export function scriptBytes(page: Page): () => Promise<number> {
  const scripts: Response[] = [];
  page.on("response", (response) => {
    if (/javascript/.test(response.headers()["content-type"] ?? "")) scripts.push(response);
  });
  return async () => {
    let bytes = 0;
    for (const response of scripts) bytes += Number(response.headers()["content-length"] ?? 0) || (await response.request().sizes()).responseBodySize;
    return bytes;
  };
}
