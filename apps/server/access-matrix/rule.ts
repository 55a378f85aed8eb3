import type { ApiReply } from "../testing.ts";
import type { ActorName, World } from "./world.ts";

/** One request of the matrix and what may come back. */
export interface Call {
  method: string;
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** Statuses that are right for this actor. */
  allowed: readonly number[];
  /** Looks further into the answer; a sentence says what is wrong. */
  check?: (reply: ApiReply) => string | null;
}

/** How an operation is driven. An operation without a rule fails the matrix: nothing new escapes it. */
export interface Rule {
  /** Who may call it at all, said here once more: an endpoint opened by mistake differs. */
  access: "public" | "signed_in" | `permission:${string}`;
  calls: (world: World, actor: ActorName) => Call[] | Promise<Call[]>;
}

export const isStranger = (actor: ActorName): boolean => actor === "anonymous" || actor === "frozen";

/** Statuses of a call that comes in at all: strangers are asked to sign in. */
export function unlessStranger(actor: ActorName, statuses: readonly number[]): readonly number[] {
  return isStranger(actor) ? [401] : statuses;
}

/** For endpoints behind a platform permission that only the administrator has here. */
export function onlyAdministrator(actor: ActorName, statuses: readonly number[]): readonly number[] {
  return unlessStranger(actor, actor === "administrator" ? statuses : [403]);
}

/** Gone, forbidden or never there: what a caller without a right may be told. */
export const denied = [403, 404] as const;

export function isEmptyList(reply: ApiReply): string | null {
  const { data, count } = reply.body ?? {};
  if (!Array.isArray(data)) return "the answer has no data";
  if (data.length > 0) return `${data.length} records that the caller may not find`;
  return count === undefined || count === 0 ? null : `a count of ${count} that the caller may not know`;
}
