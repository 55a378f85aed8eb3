import { createContext, useContext } from "react";
import { useMe } from "../api/me.ts";

/** Whose numbers the workbench shows: one's own, or everything one may see. */
export type HomeScope = "mine" | "team";

export const HomeScopeContext = createContext<HomeScope>("mine");

export function useHomeScope(): { scope: HomeScope; scene: "mine" | "all"; isTeam: boolean } {
  const scope = useContext(HomeScopeContext);
  return { scope, scene: scope === "mine" ? "mine" : "all", isTeam: scope === "team" };
}

/** Whether the person's roles show them records of others. */
export function useHasTeam(): boolean {
  const { permissions } = useMe();
  return ["opportunity", "lead", "customer"].some((name) => permissions?.[name]?.sees_others === true);
}
