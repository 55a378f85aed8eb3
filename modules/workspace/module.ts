import type { AnyEndpoint } from "@keshu/http/endpoint";
import type { LiveTopic } from "@keshu/http/live/topic";
import type { Database } from "@keshu/kernel";
import type { FileStore, JobHandler } from "@keshu/platform";
import { companyEndpoints } from "./server/company/endpoints.ts";
import { notificationEndpoints } from "./server/notifications/endpoints.ts";
import { notificationTopic } from "./server/notifications/live-notifications.ts";
import { pruneNotifications } from "./server/notifications/store.ts";
import { preferenceEndpoints } from "./server/preferences.ts";
import { type PresenceOptions, presenceTopic } from "./server/presence/presence-topic.ts";
import { recentEndpoints } from "./server/recents.ts";
import { viewsTopic } from "./server/views/live-views.ts";
import { viewEndpoints } from "./server/views/view-endpoints.ts";

export const migrations = { source: "workspace", directory: new URL("./migrations/", import.meta.url) };

export function endpoints({ files }: { files: FileStore }): AnyEndpoint[] {
  return [...viewEndpoints, ...preferenceEndpoints, ...recentEndpoints, ...notificationEndpoints, ...companyEndpoints(files)];
}

export function jobs({ db }: { db: Database }): JobHandler[] {
  return [{ name: "notifications.prune", schedule: "53 3 * * *", run: () => pruneNotifications(db) }];
}

export function topics(services: PresenceOptions): LiveTopic[] {
  return [notificationTopic(services), presenceTopic(services), viewsTopic(services)];
}

export { changeCompany, readCompany } from "./server/company/company-store.ts";
export { clearAway, type GivenView, makeView, noteRecents } from "./server/furnish.ts";
export { notificationConsumer } from "./server/notifications/consumer.ts";
export { connectNotifications } from "./server/notifications/notifier.ts";
