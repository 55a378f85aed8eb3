import { type Context, isUuid } from "@keshu/kernel";
import { principalOfUser, systemContext } from "@keshu/people";
import { type Notification, readByIds, setNotifier } from "@keshu/records";
import { withoutMarks } from "./mention-marks.ts";
import { addNotifications } from "./store.ts";

/** Kinds that also reach the person who caused them. */
const reachesOneself = new Set(["reminder", "import", "system"]);

/** Makes `notify(ctx, …)` of the engine write here. */
export function connectNotifications(): void {
  setNotifier(tell);
}

async function tell(ctx: Context, notification: Notification): Promise<void> {
  const { kind, title, object, record_id: recordId, key } = notification;
  const body = typeof notification.body === "string" ? withoutMarks(notification.body) : notification.body;
  const actor = isUuid(ctx.principal.userId) && ctx.principal.kind !== "system" ? ctx.principal.userId : null;
  const readers: string[] = [];
  for (const userId of new Set(notification.user_ids)) {
    if (!isUuid(userId) || (userId === actor && !reachesOneself.has(kind))) continue;
    const principal = await principalOfUser(ctx.db, userId);
    if (!principal) continue;
    if (object !== undefined && recordId !== undefined) {
      const found = await readByIds({ ...systemContext(ctx.db), principal }, object, [recordId], ["id"]);
      if (found.size === 0) continue;
    }
    readers.push(userId);
  }
  await addNotifications(
    ctx.db,
    readers.map((userId) => ({ userId, kind, title, body, object, recordId, actorId: actor, key })),
  );
}
