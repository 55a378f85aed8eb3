import type { Principal, Reach } from "@keshu/kernel";
import type { ListQuery } from "../types.ts";

/** The reader's reach narrowed to a scene. Scenes only ever narrow. */
export function sceneReach(principal: Principal, object: string, scene: ListQuery["scene"]): Reach | null {
  const reach = principal.reach(object, "read");
  if (!reach || !scene || scene === "all") return reach;
  const shared = { userId: principal.userId, access: "read" as const };
  if (scene === "mine") return { all: false, owners: [principal.userId], departments: [], shared: null };
  if (scene === "shared") return { all: false, owners: [], departments: [], shared };
  return { all: false, owners: reportsOf(principal), departments: [], shared: null };
}

/** Everyone who reports to the reader, directly or not; they are within self_and_reports, the scope below any other. */
function reportsOf(principal: Principal): readonly string[] {
  return principal.reports;
}
