import { Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { lazyReady } from "../lazy-ready.ts";
import type { Task } from "./commands/record.ts";
import { holdKeys } from "./hold-keys.ts";
import "./palette.css";

let isLoaded = false;
const load = () =>
  import("./palette.tsx").then((loaded) => {
    isLoaded = true;
    return loaded;
  });
const Palette = lazyReady(load);
const PaletteTask = lazyReady(() => import("./tasks.tsx").then((m) => ({ default: m.PaletteTask })));

/** Ctrl/⌘ K: finds records, opens pages and does things. Its code is loaded when the page has come to rest. */
export function CommandPalette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const [task, setTask] = useState<Task | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), 2_000);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (isOpen && !dialog.current?.open) {
      dialog.current?.showModal();
      // nobody waits for its code before typing
      if (!isLoaded) holdKeys(10_000, () => !dialog.current?.open, true);
    } else if (!isOpen) dialog.current?.close();
  }, [isOpen]);
  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a click beside it closes it, as Escape does */}
      <dialog
        ref={dialog}
        className="k-palette"
        aria-label={t("palette.title")}
        onClose={() => !dialog.current?.open && onClose()}
        onCancel={(event) => {
          event.preventDefault(); // the palette has its own Escape
          if (!isLoaded) onClose();
        }}
        onClick={(event) => event.target === event.currentTarget && onClose()}
      >
        {isOpen ? (
          <Suspense fallback={<div className="k-palette-waiting" role="status" aria-label={t("common.loading")} />}>
            <Palette onClose={onClose} onTask={setTask} />
          </Suspense>
        ) : null}
      </dialog>
      {task ? (
        <Suspense fallback={null}>
          <PaletteTask task={task} onEnd={() => setTask(null)} />
        </Suspense>
      ) : null}
    </>
  );
}
