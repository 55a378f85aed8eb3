import type { Context, Label } from "@keshu/kernel";

export type NotificationKind = "mention" | "reminder" | "assigned" | "shared" | "import" | "system";

/** Something people should be told. Those who may not read the record are left out; so is who did it, except for reminders, imports and the system. */
export interface Notification {
  user_ids: readonly string[];
  kind: NotificationKind;
  /** What happened, without the record's name: that stands beside it for those who may read it. */
  title: Label;
  body?: string | Label | undefined;
  object?: string | undefined;
  record_id?: string | undefined;
  /** Told once to each person for one key, e.g. `event:<id>:<start>`. */
  key?: string | undefined;
}

type Notifier = (ctx: Context, notification: Notification) => Promise<void>;
let notifier: Notifier = async () => {};

/** Where notifications go; set once at start by the module that keeps them. */
export function setNotifier(next: Notifier): void {
  notifier = next;
}

/** Tells people something with `ctx.db`: inside a transaction it stands or falls with it. */
export function notify(ctx: Context, notification: Notification): Promise<void> {
  return notifier(ctx, notification);
}
