import { readyOffline } from "../shell/ready-offline.ts";
import { FactEditor } from "./facts/fact.tsx";

/** What editing on the page of a record needs. */
export const readyForOffline = readyOffline(() => [
  FactEditor.ready(),
  import("./conflict/conflict-dialog.tsx"),
  import("./next/time-picks.tsx"),
  import("./related/quick-create.tsx"),
  import("./transition-dialog.tsx"),
  import("../form/record-drawer.tsx"),
  import("../outbox/outbox-panel.tsx"),
  import("../sign-in/in-place/sign-in-again.tsx"),
]);
