import { queryClient } from "../query-client.ts";

let isDone = false;

/** Once the page rests, loads the code that editing needs: without a network it could not come any more. */
export function readyForOffline(): () => void {
  if (isDone) return () => undefined;
  const load = () => {
    isDone = true;
    const parts = [
      import("./facts/fact-editor.tsx"),
      import("./conflict/conflict-dialog.tsx"),
      import("./next/time-picks.tsx"),
      import("./related/quick-create.tsx"),
      import("./transition-dialog.tsx"),
      import("../form/record-drawer.tsx"),
      import("../outbox/outbox-panel.tsx"),
      import("../sign-in/in-place/sign-in-again.tsx"),
    ];
    Promise.all(parts).catch(() => {
      isDone = false; // tried again with the next record
    });
  };
  const timer = setTimeout(() => (queryClient.isFetching() > 0 ? setTimeout(load, 1500) : load()), 400);
  return () => clearTimeout(timer);
}
