import { StartError } from "@keshu/platform";
import type { Role } from "./compose.ts";
import { modules } from "./modules.ts";
import type { ServerModule } from "./server-module.ts";

const knownRoles = ["web", "worker"] as const;

export interface Arguments {
  roles: Role[];
  modules: ServerModule[];
  /** Make the demo company where there is none yet. */
  demo: boolean;
}

/** `--roles web,worker --modules sales --demo`; default: everything, without the demo company. @throws StartError SETTING_INVALID */
export function readArguments(args: readonly string[], env: Record<string, string | undefined> = process.env): Arguments {
  const chosen = new Map<string, string[]>();
  let demo = readSwitch(env, "KESHU_DEMO");
  for (let i = 0; i < args.length; i++) {
    const [name, inline] = (args[i] as string).split("=", 2) as [string, string | undefined];
    if (name === "--demo" && inline === undefined) {
      demo = true;
      continue;
    }
    if (name !== "--roles" && name !== "--modules") throw new StartError("ARGUMENT_UNKNOWN", { name, known: "--roles web,worker --modules sales --demo" });
    chosen.set(
      name,
      (inline ?? args[++i] ?? "")
        .split(",")
        .map((word) => word.trim())
        .filter(Boolean),
    );
  }
  const names = modules.filter((module) => !module.isCore).map((module) => module.name);
  const roles = pick("--roles", chosen.get("--roles"), knownRoles);
  const wanted = pick("--modules", chosen.get("--modules"), names);
  return { roles, modules: modules.filter((module) => module.isCore || wanted.includes(module.name)), demo };
}

function readSwitch(env: Record<string, string | undefined>, name: string): boolean {
  const value = env[name]?.trim().toLowerCase() ?? "";
  if (["", "0", "false", "no", "off"].includes(value)) return false;
  if (["1", "true", "yes", "on"].includes(value)) return true;
  throw new StartError("SETTING_INVALID", { name, value, hint: "1 / 0" });
}

function pick<Name extends string>(setting: string, given: readonly string[] | undefined, known: readonly Name[]): Name[] {
  if (given === undefined) return [...known];
  const unknown = given.find((word) => !known.includes(word as Name));
  if (unknown !== undefined || given.length === 0) throw new StartError("SETTING_INVALID", { name: setting, value: unknown ?? "", hint: known.join(", ") });
  return given as Name[];
}
