import type { ObjectRules } from "@keshu/records";
import { makeNextTasks } from "../recurrence/next-task.ts";
import { changes, storing, valueAfter } from "./checks.ts";

export const taskRules: ObjectRules = {
  object: "task",
  beforeWrite(_ctx, rows) {
    const now = new Date().toISOString();
    for (const row of storing(rows)) {
      if (changes(row, "status"))
        row.values.completed_at = row.values.status !== "done" ? null : row.given?.has("completed_at") ? row.values.completed_at : now;
      if ((changes(row, "recurrence") || changes(row, "due_at")) && valueAfter(row, "recurrence") && !valueAfter(row, "due_at"))
        row.problems.push({ path: "due_at", code: "REQUIRED" });
    }
  },
  async afterWrite(ctx, rows, object) {
    await makeNextTasks(ctx, object, rows);
  },
};
