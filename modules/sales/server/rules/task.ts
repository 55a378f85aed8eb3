import type { ObjectRules } from "@keshu/records";
import { changes, storing } from "./checks.ts";

export const taskRules: ObjectRules = {
  object: "task",
  beforeWrite(_ctx, rows) {
    const now = new Date().toISOString();
    for (const row of storing(rows)) if (changes(row, "status")) row.values.completed_at = row.values.status === "done" ? now : null;
  },
};
