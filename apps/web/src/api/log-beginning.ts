import { api, bodyOf } from "./client.ts";

let of: string | undefined;
let asked: Promise<string | undefined> | undefined;

/** Rows of the change log after a place (`now`: none yet), and the place after them. */
export const readLog = (after: string, limit: number) => bodyOf(api.GET("/api/v1/changes", { params: { query: { after, limit } } }));

/** Where the change log ended before this person's first page was read; undefined when it could not be asked. */
export function logBeginning(userId: string): Promise<string | undefined> {
  if (of === userId && asked) return asked;
  of = userId;
  asked = readLog("now", 1).then(
    ({ next }) => next,
    () => undefined,
  );
  return asked;
}
