import type { Principal, Reach } from "@keshu/kernel";
import type { Parameters } from "../parameters.ts";
import type { ListQuery } from "../types.ts";

/** What a scene leaves of the reader's reach: never more than it. */
export interface Scene {
  reach: Reach | null;
  /** Besides the reach: only records of these owners. */
  owners: readonly string[] | null;
}

export function sceneOf(principal: Principal, object: string, scene: ListQuery["scene"]): Scene {
  const reach = principal.reach(object, "read");
  if (!reach || !scene || scene === "all") return { reach, owners: null };
  if (scene === "mine") return ofOwners(reach, [principal.userId]);
  if (scene === "reports") return ofOwners(reach, principal.reports);
  const shared = reach.all ? { userId: principal.userId, access: "read" as const } : reach.shared;
  return { reach: { all: false, owners: [], departments: [], shared }, owners: null };
}

/** Records of some owners, as a reach that an index serves where these owners are reached as such; else as a condition more. */
function ofOwners(reach: Reach, owners: readonly string[]): Scene {
  const isReached = reach.all || owners.every((id) => reach.owners.includes(id));
  return isReached ? { reach: { all: false, owners, departments: [], shared: null }, owners: null } : { reach, owners };
}

export function sceneCondition({ owners }: Scene, p: Parameters): string {
  return owners ? `t.owner_id = any(${p.add(owners)}::uuid[])` : "true";
}
