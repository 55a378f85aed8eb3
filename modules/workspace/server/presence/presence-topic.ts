import type { LiveSession, LiveTopic } from "@keshu/http/live/topic";
import { ApplicationError, createError, type Database, isUuid, type Principal } from "@keshu/kernel";
import { systemContext } from "@keshu/people";
import { currentCatalog, getRecord, readByIds, type Touched } from "@keshu/records";
import { type Looking, readPresence, writePresence } from "./presence-rows.ts";

const lookEvery = 1_000;
/** A connection that gave no sign of life for so long is taken for lost; sockets are asked every three seconds. */
const silence = 8_000;
const recordsPerSession = 10;

interface Place {
  session: LiveSession;
  object: string;
  recordId: string;
  /** The rights under which reading was allowed last; null asks again. */
  checkedAs: Principal | null;
}

interface Watch extends Place {
  /** What was sent last. */
  sent: string;
}

interface Visit extends Place {
  isEditing: boolean;
}

export interface PresenceOptions {
  db: Database;
  /** This server's row in keshu.node: what it wrote goes when that row does. */
  nodeId: string;
  observe: (onRows: (rows: readonly Touched[]) => void) => () => void;
  onError?: (error: unknown) => void;
}

/**
 * Topic `presence:<object>:<id>`: who looks at a record, told to those who may read it. A client says that it looks by a
 * frame `{"type":"presence","object","id","is_editing"}` and leaves with the topic or the socket.
 */
export function presenceTopic({ db, nodeId, observe, onError = () => {} }: PresenceOptions): LiveTopic {
  const watches = new Set<Watch>();
  const visits = new Map<string, Visit>();
  const names = new Map<string, string>();
  let hasWritten = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isWoken = false;
  let isStopped = false;
  const forget = observe((rows) => {
    if (watches.size === 0 && visits.size === 0) return;
    const changed = new Set(rows.map((row) => row.record_id));
    for (const place of [...watches, ...visits.values()]) if (changed.has(place.recordId)) place.checkedAs = null;
    if (rows.some((row) => row.object === "user")) names.clear();
  });

  function schedule(delay: number): void {
    if (isStopped || running || (watches.size === 0 && visits.size === 0 && !hasWritten)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      isWoken = false;
      running = round()
        .catch(onError)
        .finally(() => {
          running = undefined;
          schedule(isWoken ? 0 : lookEvery);
        });
    }, delay);
  }

  function soon(): void {
    isWoken = true;
    schedule(0);
  }

  async function round(): Promise<void> {
    await checkRights();
    const oldest = Date.now() - silence;
    const here = [...visits.values()].filter((visit) => visit.session.heardAt() > oldest).map(asLooking);
    if (here.length > 0 || hasWritten) await writePresence(db, nodeId, here);
    hasWritten = here.length > 0;
    if (watches.size > 0) await tell();
  }

  /** Rights that were read anew, and records that changed: whoever may no longer read hears and shows nothing more. */
  async function checkRights(): Promise<void> {
    for (const place of [...watches, ...visits.values()]) {
      const principal = place.session.principal();
      if (place.checkedAs === principal) continue;
      place.checkedAs = principal; // before asking: a change meanwhile asks again
      const isOpen = await isReadable(place).catch((error: unknown) => {
        place.checkedAs = null;
        throw error;
      });
      if (!isOpen) drop(place);
    }
  }

  async function isReadable({ session, object: name, recordId }: Place): Promise<boolean> {
    const object = currentCatalog().byName.get(name);
    if (!object) return false;
    try {
      await getRecord({ ...systemContext(db), principal: session.principal() }, object, recordId, { fields: ["id"] });
      return true;
    } catch (error) {
      if (error instanceof ApplicationError && error.status === 404) return false;
      throw error;
    }
  }

  function drop(place: Place): void {
    if (watches.delete(place as Watch)) {
      const { session, object, recordId } = place;
      session.send({ type: "presence", object, id: recordId, users: [] });
    } else visits.delete(keyOf(place));
  }

  async function tell(): Promise<void> {
    const present = await readPresence(db, [...new Set([...watches].map((watch) => watch.recordId))]);
    const unknown = [...new Set([...present.values()].flat().map((user) => user.id))].filter((id) => !names.has(id));
    for (const [id, user] of await readByIds(systemContext(db), "user", unknown, ["name"])) names.set(id, String(user.name ?? ""));
    for (const watch of watches) {
      const users = (present.get(`${watch.object} ${watch.recordId}`) ?? []).map((user) => ({ ...user, name: names.get(user.id) ?? "" }));
      const text = JSON.stringify(users);
      if (text === watch.sent) continue;
      watch.sent = text;
      watch.session.send({ type: "presence", object: watch.object, id: watch.recordId, users });
    }
  }

  /** @throws NOT_FOUND, FORBIDDEN for API keys */
  async function admit(session: LiveSession, object: unknown, id: unknown): Promise<Place> {
    if (session.principal().kind !== "user") throw createError("FORBIDDEN");
    if (typeof object !== "string" || !isUuid(id)) throw createError("NOT_FOUND");
    const place: Place = { session, object, recordId: id.toLowerCase(), checkedAs: session.principal() };
    if (!(await isReadable(place))) throw createError("NOT_FOUND");
    return place;
  }

  return {
    name: "presence",
    needsHeartbeat: true,
    async join(session, subject) {
      const [object, id] = subject.split(":");
      const watch: Watch = { ...(await admit(session, object, id)), sent: "" };
      watches.add(watch);
      soon();
      return () => {
        watches.delete(watch);
        if (visits.delete(keyOf(watch))) soon();
      };
    },
    async receive(session, frame) {
      const place = await admit(session, frame.object, frame.id);
      const own = [...visits.values()].filter((visit) => visit.session === session);
      if (own.length === 0) session.onEnd(() => leaveAll(session));
      const key = keyOf(place);
      if (!visits.has(key) && own.length >= recordsPerSession) throw createError("LIMIT_REACHED", { params: { limit: recordsPerSession } });
      visits.set(key, { ...place, isEditing: frame.is_editing === true });
      soon();
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      forget();
      await running;
      if (hasWritten) await writePresence(db, nodeId, []).catch(onError);
    },
  };

  function leaveAll(session: LiveSession): void {
    for (const [key, visit] of visits) if (visit.session === session) visits.delete(key);
    soon();
  }
}

function asLooking({ session, object, recordId, isEditing }: Visit): Looking {
  return { sessionId: session.id, object, recordId, userId: session.principal().userId, isEditing };
}

const keyOf = ({ session, object, recordId }: Place): string => `${session.id} ${object} ${recordId}`;
