import i18next from "i18next";
import { queryClient } from "../query-client.ts";
import { ApiProblem, type ProblemDetail } from "./problem.ts";
import type { FieldInfo, Label, ObjectInfo } from "./types.ts";

/** What was in the catalog as this page knew it and is no more, by path: who has it on the screen is told by the label it had. */
const objects = new Map<string, ObjectInfo>();
/** The same of fields, by the name of their object. */
const fields = new Map<string, Map<string, FieldInfo>>();

/** Remembers what the catalog lost since it was last read, and forgets what came back. */
export function noteGone(before: readonly ObjectInfo[], now: readonly ObjectInfo[]): void {
  const present = new Map(now.map((object) => [object.name, object]));
  for (const object of now) objects.delete(object.path);
  for (const object of before) {
    const next = present.get(object.name);
    if (!next) objects.set(object.path, object);
    const lost = fields.get(object.name) ?? new Map<string, FieldInfo>();
    for (const field of object.fields) lost.set(field.name, field);
    for (const field of next?.fields ?? []) lost.delete(field.name);
    fields.set(object.name, lost);
  }
}

export function goneObject(path: string): ObjectInfo | undefined {
  return objects.get(path);
}

/** Also by its name, as settings know it. */
export function goneObjectNamed(name: string): ObjectInfo | undefined {
  return [...objects.values()].find((object) => object.name === name);
}

export function goneField(objectName: string, name: string): FieldInfo | undefined {
  return fields.get(objectName)?.get(name);
}

/** What was refused for a field that is no more, in words: the server knows only the name the page gave it. */
export function withWordsForGone(problem: ApiProblem, url: string): ApiProblem {
  if (problem.code !== "UNKNOWN_FIELD") return problem;
  const path = /\/api\/v1\/([a-z0-9_]+)/.exec(url)?.[1] ?? "";
  const catalog = queryClient.getQueryData<{ byPath: Map<string, ObjectInfo> }>(["catalog"]);
  const object = catalog?.byPath.get(path) ?? objects.get(path);
  const toldOf = (detail: ProblemDetail): ProblemDetail => {
    const name = detail.path.split(".").at(-1) ?? "";
    const field = object && (goneField(object.name, name) ?? object.fields.find((f) => f.name === name));
    return field && detail.code === "UNKNOWN_FIELD" ? { ...detail, message: i18next.t("shell.gone.field", { field: wordOf(field.label) }) } : detail;
  };
  const errors = problem.errors.map(toldOf);
  if (errors.every((detail, i) => detail === problem.errors[i])) return problem;
  return new ApiProblem(problem.status, { ...problem.document, errors, detail: errors.map((detail) => detail.message).join(i18next.t("shell.gone.and")) });
}

function wordOf(label: Label): string {
  return i18next.language === "en" ? label.en || label.zh : label.zh || label.en;
}
