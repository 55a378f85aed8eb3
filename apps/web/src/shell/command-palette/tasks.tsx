import { App } from "antd";
import { Suspense, useEffect, useRef, useState } from "react";
import { fieldOf } from "../../api/catalog.ts";
import { ApiProblem } from "../../api/problem.ts";
import type { TransitionInfo } from "../../api/types.ts";
import { useTransition } from "../../record/use-transition.ts";
import { lazyReady } from "../lazy-ready.ts";
import type { Task } from "./commands/record.ts";

const TransferDialog = lazyReady(() => import("../../record/transfer-dialog.tsx"));
const TransitionDialog = lazyReady(() => import("../../record/transition-dialog.tsx"));

/** What a command began that needs more than a key: a dialog, or a move and what it asks for. */
export function PaletteTask({ task, onEnd }: { task: Task; onEnd: () => void }) {
  return (
    <Suspense fallback={null}>
      {task.kind === "transfer" ? (
        <TransferDialog object={task.object} target={{ records: [task.record] }} count={1} onClose={onEnd} />
      ) : (
        <Move task={task} onEnd={onEnd} />
      )}
    </Suspense>
  );
}

/** Moves at once where nothing is missing; else asks for it. */
function Move({ task, onEnd }: { task: Extract<Task, { kind: "move" }>; onEnd: () => void }) {
  const { object, record, transition } = task;
  const { message } = App.useApp();
  const move = useTransition(object, record);
  const isMissing = (name: string): boolean => record[name] === null || record[name] === undefined || record[name] === "";
  const [asked, setAsked] = useState<TransitionInfo | null>(transition.requires?.some(isMissing) ? transition : null);
  const begun = useRef(false);
  useEffect(() => {
    if (asked || begun.current) return;
    begun.current = true;
    move(transition, {}, true).then(onEnd, (error: unknown) => {
      const missing = error instanceof ApiProblem ? error.errors.map((e) => e.path.split(".")[0] ?? "").filter((name) => fieldOf(object, name)) : [];
      if (missing.length > 0) return setAsked({ ...transition, requires: [...new Set([...(transition.requires ?? []), ...missing])] });
      void message.error((error as Error).message);
      onEnd();
    });
  }, [asked, object, transition, move, message, onEnd]);
  return asked ? <TransitionDialog object={object} record={record} transition={asked} onClose={onEnd} /> : null;
}
