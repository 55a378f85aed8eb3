import { Suspense, useEffect } from "react";
import type { ObjectInfo } from "../api/types.ts";
import { lazyReady } from "../shell/lazy-ready.ts";
import { whenIdle } from "../shell/when-idle.ts";

const RecordDrawer = lazyReady(() => import("../form/record-drawer.tsx"));

/** The form of a new record, once asked for. */
export function NewRecord({
  object,
  initial,
  onClose,
  onSaved,
}: {
  object: ObjectInfo;
  initial: Record<string, unknown> | undefined;
  onClose: () => void;
  onSaved?: () => void;
}) {
  const mayCreate = object.can.create;
  useEffect(() => (mayCreate ? whenIdle(RecordDrawer.ready) : undefined), [mayCreate]);
  if (!initial || !mayCreate) return null;
  return (
    <Suspense fallback={null}>
      <RecordDrawer object={object} initial={initial} onClose={onClose} {...(onSaved ? { onSaved } : {})} />
    </Suspense>
  );
}
