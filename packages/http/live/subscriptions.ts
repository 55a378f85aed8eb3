import { ApplicationError, createError, toProblemDocument } from "@keshu/kernel";
import type { LiveSession, LiveTopic } from "./topic.ts";

const topicsPerSocket = 20;

/** What one socket listens to besides changes. Frames are worked off one after the other. */
export interface Subscriptions {
  /** true when the frame was for a topic. */
  take(frame: Record<string, unknown>): boolean;
  /** A topic among them wants frequent signs of life. */
  needsHeartbeat(): boolean;
  end(): void;
}

export function createSubscriptions(session: LiveSession, topics: readonly LiveTopic[]): Subscriptions {
  const byName = new Map(topics.map((topic) => [topic.name, topic]));
  const joined = new Map<string, { topic: LiveTopic; leave: () => void }>();
  let isEnded = false;
  let queue = Promise.resolve();

  function inTurn(topic: unknown, work: () => Promise<void>): void {
    queue = queue.then(async () => {
      if (isEnded) return;
      try {
        await work();
      } catch (error) {
        const known = error instanceof ApplicationError ? error : createError("INTERNAL");
        session.send({ ...toProblemDocument(known, session.locale), type: "error", topic });
      }
    });
  }

  async function join(name: string): Promise<void> {
    const colon = name.indexOf(":");
    const topic = byName.get(colon < 0 ? name : name.slice(0, colon));
    if (!topic) throw createError("INVALID_PARAMETER", { params: { field: "topics" }, errors: [{ path: "topics", code: "INVALID_PARAMETER" }] });
    if (joined.has(name)) return session.send({ type: "subscribed", topic: name });
    if (joined.size >= topicsPerSocket) throw createError("LIMIT_REACHED", { params: { limit: topicsPerSocket } });
    const leave = await topic.join(session, colon < 0 ? "" : name.slice(colon + 1));
    if (isEnded) return leave();
    joined.set(name, { topic, leave });
    session.send({ type: "subscribed", topic: name });
  }

  function leave(name: string): void {
    joined.get(name)?.leave();
    joined.delete(name);
  }

  return {
    take(frame) {
      const { type } = frame;
      if (type === "subscribe" || type === "unsubscribe") {
        const names = Array.isArray(frame.topics) ? frame.topics.slice(0, topicsPerSocket + 1) : [];
        for (const name of names) inTurn(name, async () => (type === "subscribe" ? join(String(name)) : leave(String(name))));
        return true;
      }
      const topic = byName.get(String(type));
      const { receive } = topic ?? {};
      if (!topic || !receive) return false;
      inTurn(topic.name, () => receive.call(topic, session, frame));
      return true;
    },
    needsHeartbeat: () => [...joined.values()].some(({ topic }) => topic.needsHeartbeat),
    end() {
      isEnded = true;
      for (const name of [...joined.keys()]) leave(name);
    },
  };
}
