import { Suspense, useState } from "react";
import { lazyReady } from "../shell/lazy-ready.ts";
import { useShortcuts } from "../shell/shortcuts.ts";
import { openHelp, showKeys, useHelp } from "./help-store.ts";

const HelpDrawer = lazyReady(() => import("./help-drawer.tsx"));
const KeyboardSheet = lazyReady(() => import("./keyboard-sheet.tsx"));

/** The keys of the help everywhere; drawer and sheet are loaded when they are asked for. */
export function HelpHost() {
  const { isOpen, isSheetOpen } = useHelp();
  const [wasOpen, setWasOpen] = useState({ drawer: false, sheet: false });
  if (isOpen && !wasOpen.drawer) setWasOpen({ ...wasOpen, drawer: true });
  if (isSheetOpen && !wasOpen.sheet) setWasOpen({ ...wasOpen, sheet: true });
  useShortcuts("everywhere", [
    { keys: "?", labelKey: "help.sheet.sheet", run: () => showKeys(true) },
    { keys: "F1", labelKey: "help.sheet.help", run: () => openHelp() },
  ]);
  return (
    <Suspense fallback={null}>
      {wasOpen.drawer ? <HelpDrawer /> : null}
      {wasOpen.sheet ? <KeyboardSheet /> : null}
    </Suspense>
  );
}
