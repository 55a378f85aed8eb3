import { readyOffline } from "../shell/ready-offline.ts";
import { CellEditor } from "./grid/grid-cell.tsx";

/** What editing in a list needs. */
export const readyForOffline = readyOffline(() => [
  CellEditor.ready(),
  import("../record/conflict/conflict-dialog.tsx"),
  import("./editing/paste-dialog.tsx"),
  import("./selection/bulk-edit-dialog.tsx"),
  import("./selection/tag-dialog.tsx"),
  import("./selection/delete-question.tsx"),
  import("../outbox/outbox-panel.tsx"),
  import("../sign-in/in-place/sign-in-again.tsx"),
]);
