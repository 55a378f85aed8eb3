import type { Context, Database } from "@keshu/kernel";
import { principalOfUser, systemContext } from "@keshu/people";
import { type Consumer, readByIds } from "@keshu/records";
import { maybeNews, type News, newsIn } from "./news.ts";
import { addNotifications, type NewNotification } from "./store.ts";
import { groupTitleOf, titleOf } from "./words.ts";

/** More of the same by the same hand at once becomes one notification. */
const mostAlone = 3;

/**
 * Reads the change log and tells people what concerns them: named in a text, made the owner, given a share. The place in
 * the log moves on in the same transaction, so that each change is told once, however many servers run or die.
 */
export const notificationConsumer: Consumer = {
  name: "notifications",
  batchSize: 1000,
  wants: () => maybeNews,
  async handle(tx, rows) {
    const news = rows.flatMap(newsIn);
    const told: NewNotification[] = [];
    for (const [userId, ofPerson] of Map.groupBy(news, (one) => one.userId)) told.push(...(await toldTo(tx, userId, ofPerson)));
    await addNotifications(tx, told);
  },
};

/** What a person may know of the news, as notifications. */
async function toldTo(tx: Database, userId: string, news: readonly News[]): Promise<NewNotification[]> {
  const principal = await principalOfUser(tx, userId);
  if (!principal) return [];
  const ctx: Context = { ...systemContext(tx), principal };
  const readable: News[] = [];
  for (const [object, ofObject] of Map.groupBy(news, (one) => one.object)) {
    const found = await readByIds(ctx, object.name, [...new Set(ofObject.map((one) => one.row.record_id))], ["id"]);
    const restricted = principal.restrictedFields(object.name);
    const isOpen = (field: string | undefined) => field === undefined || !["hidden", "masked"].includes(restricted.get(field) ?? "write");
    readable.push(...ofObject.filter((one) => found.has(one.row.record_id) && isOpen(one.field)));
  }
  // who is named in what they are given hears of it once: mentions come first
  const once = [...new Map(readable.toReversed().map((one) => [one.row, one])).values()].reverse();
  const groups = Map.groupBy(once, (one) => `${one.kind} ${one.object.name} ${one.row.actor} ${one.row.origin}`);
  return [...groups.values()].flatMap((group) => {
    const isImport = group[0]?.row.origin.startsWith("import:") ?? false;
    return group.length > mostAlone || isImport ? [together(userId, group)] : group.map((one) => alone(userId, one));
  });
}

function alone(userId: string, { kind, object, row, field, body }: News): NewNotification {
  const key = `${kind}:${row.record_id}:${row.at}:${row.sequence}`;
  return { userId, kind, title: titleOf(kind, object), body, field, object: object.name, recordId: row.record_id, actorId: row.actor, key };
}

/** One for all records of an import, which comes in many pieces; else one for what came together. */
function together(userId: string, group: readonly News[]): NewNotification {
  const { kind, object, row } = group[0] as News;
  const isImport = row.origin.startsWith("import:");
  const key = isImport ? `${kind}:${row.origin}:${object.name}` : `${kind}:${row.record_id}:${row.at}:${row.sequence}:${group.length}`;
  const title = groupTitleOf(kind, object);
  return { userId, kind, title, object: object.name, actorId: row.actor, key, count: group.length, addsUp: isImport };
}
