import { lazy, Suspense } from "react";
import type { ObjectInfo } from "../api/types.ts";

const RecordDrawer = lazy(() => import("../form/record-drawer.tsx"));

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
  if (!initial || !object.can.create) return null;
  return (
    <Suspense fallback={null}>
      <RecordDrawer object={object} initial={initial} onClose={onClose} {...(onSaved ? { onSaved } : {})} />
    </Suspense>
  );
}
