import { useNavigate } from "@tanstack/react-router";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../api/catalog.ts";
import { undoLast } from "./last-undo.ts";
import { navigationEntries } from "./navigation.tsx";
import { type Shortcut, useShortcuts } from "./shortcuts.ts";

/** Places people go to most, by the letter after `g`. */
const letters: Record<string, string> = { lead: "l", customer: "c", contact: "p", opportunity: "o", activity: "a", task: "t", product: "r", event: "e" };

/** `g h` to the workbench, `g c` to the customers …: two keys from anywhere. */
export function useGoShortcuts(): void {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { byName, objects } = useCatalog();
  const pages = navigationEntries(objects).flatMap(({ keys, labelKey, to }): Shortcut[] =>
    keys ? [{ keys, labelKey, run: () => void navigate({ to: to as "/" }) }] : [],
  );
  const lists = Object.entries(letters).flatMap(([name, letter]): Shortcut[] => {
    const object = byName.get(name);
    if (!object?.navigable || !object.can.read) return [];
    return [{ keys: `g ${letter}`, labelKey: `list.go.${name}`, run: () => void navigate({ to: "/o/$path", params: { path: object.path } }) }];
  });
  useShortcuts("everywhere", [
    { keys: "g h", labelKey: "shell.home", run: () => void navigate({ to: "/" }) },
    ...pages,
    ...lists,
    { keys: "g i", labelKey: "shell.imports", run: () => void navigate({ to: "/imports" }) },
    { keys: "g s", labelKey: "shell.settings", run: () => void navigate({ to: "/settings" }) },
    { keys: "Mod+z", labelKey: "shell.undoLast", run: () => undoLast() || void message.info({ key: "nothing-to-undo", content: t("shell.nothingToUndo") }) },
    { keys: "Mod+k", labelKey: "shell.searchPrompt" },
  ]);
}
