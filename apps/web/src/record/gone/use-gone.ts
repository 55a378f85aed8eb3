import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { onChange } from "../../api/live.ts";
import type { ObjectInfo } from "../../api/types.ts";

/** deleted: by someone, seen while one could read it. hidden: out of sight, by whatever cause. */
export interface Gone {
  kind: "deleted" | "hidden";
  by: string | null;
}

/** Whether the record on screen has left the reader's sight; what was loaded of it is dropped at once. */
export function useGone(object: ObjectInfo, id: string, wasSeen: boolean, isRefused: boolean): { gone: Gone | null; forget: () => void } {
  const queries = useQueryClient();
  const [gone, setGone] = useState<Gone | null>(null);
  useEffect(
    () =>
      onChange((change) => {
        if (change.object !== object.name || change.id !== id) return;
        if (change.kind === "deleted") setGone({ kind: "deleted", by: change.actor });
        else if (change.kind === "removed") setGone((now) => now ?? { kind: "hidden", by: null });
        else if (change.kind === "restored") setGone(null);
      }),
    [object.name, id],
  );
  useEffect(() => {
    if (isRefused && wasSeen) setGone((now) => now ?? { kind: "hidden", by: null });
  }, [isRefused, wasSeen]);
  const isGone = gone !== null;
  useEffect(() => {
    if (!isGone) return;
    queries.removeQueries({ queryKey: ["records", object.path, "one", id] });
    void queries.invalidateQueries({ queryKey: ["catalog"] });
    void queries.invalidateQueries({ queryKey: ["records", object.path, "list"] });
  }, [isGone, queries, object.path, id]);
  return { gone, forget: useCallback(() => setGone(null), []) };
}
