import { Suspense } from "react";
import { lazyReady } from "../../shell/lazy-ready.ts";
import { useBulkTasks } from "./bulk-tasks.ts";

const BulkPanel = lazyReady(() => import("./bulk-panel.tsx").then((m) => ({ default: m.BulkPanel })));

/** Where work on many records is told, on whatever page; loaded with the first of it. */
export function BulkHost() {
  const isAny = useBulkTasks().length > 0;
  return isAny ? (
    <Suspense fallback={null}>
      <BulkPanel />
    </Suspense>
  ) : null;
}
