import { denied, isStranger, type Rule, unlessStranger } from "./rule.ts";
import { type ActorName, platformOf, type World } from "./world.ts";

const unknownId = "01a20213-5d5e-7000-a8cf-a33f6d5ead90";
/** Whether its role lets the actor write records of its own. */
export const mayWrite = (actor: ActorName) => ["seller", "cut_seller", "manager", "overseer", "administrator"].includes(actor);
/** Whether it takes records out and brings them in by the file. */
export const mayMoveFiles = (actor: ActorName) => mayWrite(actor) && actor !== "overseer";
/** Whether it knows no records at all. */
export const hasNoRecords = (actor: ActorName) => actor === "nobody" || actor === "auditor";
export const isPerson = (actor: ActorName) => !isStranger(actor) && actor !== "key_read_only";
export const record = (world: World, object: string, place: "foreign" | "seller" = "foreign") => world.records.get(object)?.get(place)?.id ?? unknownId;

/** A GET that anyone may send. */
export function open(path: string, allowed: readonly number[] = [200]): Rule {
  return { access: "public", calls: () => [{ method: "GET", path, allowed }] };
}

/** What only people do about themselves; keys are refused. */
export function personal(method: string, path: (world: World) => string, body: unknown, allowed: readonly number[]): Rule {
  return {
    access: "signed_in",
    calls: (world, actor) => [{ method, path: path(world), body, allowed: unlessStranger(actor, isPerson(actor) ? allowed : [403]) }],
  };
}

/** Something that belongs to another person: not there for anybody but those named. */
export function foreign(method: string, path: (world: World) => string, seers: readonly ActorName[] = [], allowed: readonly number[] = [200]): Rule {
  return {
    access: "signed_in",
    calls: (world, actor) => [{ method, path: path(world), allowed: unlessStranger(actor, seers.includes(actor) ? allowed : denied) }],
  };
}

/** Behind a platform permission: done for who has it, refused to all others. */
export function behind(permission: string, method: string, path: (world: World) => string, body: unknown, allowed: readonly number[]): Rule {
  return {
    access: `permission:${permission}`,
    calls: (world, actor) => [{ method, path: path(world), body, allowed: unlessStranger(actor, platformOf(actor, permission) ? allowed : [403]) }],
  };
}

/** A file to import. */
export function table(object: string, text: string): FormData {
  const form = new FormData();
  form.append("object", object);
  form.append("file", new Blob([text]), "matrix.csv");
  return form;
}
