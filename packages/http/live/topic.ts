import type { Locale, Principal } from "@keshu/kernel";

/** One open socket of a signed-in person or key, as topics see it. */
export interface LiveSession {
  readonly id: string;
  readonly locale: Locale;
  /** Whose it is, with rights as they are now. Another object when they were read anew. */
  principal(): Principal;
  send(frame: object): void;
  /** When the other side gave its last sign of life. */
  heardAt(): number;
  /** Called once when the socket is gone. */
  onEnd(listener: () => void): void;
}

/** Something besides changes that a socket may ask for: `{"type":"subscribe","topics":["presence:customer:…"]}`. */
export interface LiveTopic {
  /** What stands before the first colon; also the `type` of frames that clients send to it. */
  name: string;
  /** Whoever listens is asked for a sign of life every few seconds. */
  needsHeartbeat?: boolean;
  /** `subject` is what stands behind the first colon. Returns how to leave. @throws ApplicationError, told to the client */
  join(session: LiveSession, subject: string): Promise<() => void>;
  /** @throws ApplicationError, told to the client */
  receive?(session: LiveSession, frame: Record<string, unknown>): Promise<void>;
  stop?(): Promise<void>;
}
