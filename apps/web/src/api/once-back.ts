import { isProblem } from "./problem.ts";

/** Uploads are not kept for a session that ends: once the person is back, who holds the file sends it again. */
export async function onceBack<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (isProblem(error, "UNAUTHENTICATED")) return send();
    throw error;
  }
}
