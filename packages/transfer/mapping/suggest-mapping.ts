import type { Field, ObjectType } from "@keshu/catalog";
import type { Principal } from "@keshu/kernel";
import { fitOfSamples } from "./fit-of-samples.ts";
import { concepts } from "./header-concepts.ts";
import { isImportable, partsOf, readTarget } from "./mapping-target.ts";
import { normaliseHeader } from "./normalise-header.ts";

export interface Suggestion {
  column: string;
  /** `field` or `field.part`; null: no field fits. */
  field: string | null;
  /** 0 to 1. Imports without a mapping of their own use suggestions from `confident` on. */
  confidence: number;
  samples: string[];
}

export const confident = 0.6;

interface Candidate {
  column: number;
  target: string;
  score: number;
}

/**
 * Proposes a field for every column from its name (names, labels and aliases of the object's fields, names
 * other systems use, then likeness) and from what its cells look like. No field is proposed twice.
 */
export function suggestMapping(object: ObjectType, principal: Principal, header: readonly string[], rows: readonly (readonly string[])[]): Suggestion[] {
  const names = namesOf(object, principal);
  const candidates: Candidate[] = [];
  const samples = header.map((_, i) => samplesOf(rows, i));
  header.forEach((column, i) => {
    for (const [target, score] of candidatesOf(object, principal, names, column)) {
      const chosen = readTarget(object, principal, target);
      const fit = chosen ? fitOfSamples(chosen, samples[i] ?? []) : 0;
      candidates.push({ column: i, target, score: Math.min(1, Math.max(0, score + fit)) });
    }
    for (const { target, score } of byContent(object, principal, column, samples[i] ?? [])) candidates.push({ column: i, target, score });
  });
  return assign(object, header, candidates, samples);
}

/** Best pairs first; a field goes to one column, and not both whole and in parts. */
function assign(object: ObjectType, header: readonly string[], candidates: Candidate[], samples: readonly string[][]): Suggestion[] {
  const result: Suggestion[] = header.map((column, i) => ({ column, field: null, confidence: 0, samples: (samples[i] ?? []).slice(0, 3) }));
  const taken = new Set<string>();
  detailBesideParts(candidates);
  candidates.sort((a, b) => b.score - a.score || a.column - b.column);
  for (const { column, target, score } of candidates) {
    const suggestion = result[column] as Suggestion;
    const [field = ""] = target.split(".");
    if (suggestion.field !== null || score < 0.3 || taken.has(target)) continue;
    if (target.includes(".") ? taken.has(field) : [...taken].some((t) => t.startsWith(`${target}.`))) continue;
    taken.add(target);
    suggestion.field = target;
    suggestion.confidence = Math.round(score * 100) / 100;
  }
  loneParts(object, result, taken);
  return result;
}

/** Where other columns hold the province, city or area, an address column holds the rest: 省, 市, 区, 详细地址. */
function detailBesideParts(candidates: readonly Candidate[]): void {
  const inParts = new Set(candidates.filter((c) => c.score >= confident && /\.(province|city|area)$/.test(c.target)).map((c) => c.target.split(".")[0]));
  for (const candidate of candidates) if (inParts.has(candidate.target)) candidate.target = `${candidate.target}.detail`;
}

/** A first name without a last name is the whole name. */
function loneParts(object: ObjectType, result: Suggestion[], taken: Set<string>): void {
  const title = object.titleField;
  const first = result.find((s) => s.field === `${title}.first`);
  const last = result.find((s) => s.field === `${title}.last`);
  const lone = first && !last ? first : last && !first ? last : null;
  if (lone && !taken.has(title)) {
    lone.field = title;
    lone.confidence = Math.min(lone.confidence, 0.7);
  }
}

/** Normalised name → field, by how surely it is meant. */
function namesOf(object: ObjectType, principal: Principal): Map<string, { target: string; score: number }[]> {
  const names = new Map<string, { target: string; score: number }[]>();
  const add = (name: string, field: Field, score: number): void => {
    const key = normaliseHeader(name);
    if (key === "") return;
    const list = names.get(key) ?? [];
    names.set(key, list);
    if (!list.some((x) => x.target === field.name)) list.push({ target: field.name, score });
  };
  for (const field of object.fieldList) {
    if (!isImportable(object, principal, field)) continue;
    add(field.name, field, 1);
    add(field.label.zh, field, 0.99);
    add(field.label.en, field, 0.99);
    if (field.name.endsWith("_id")) add(field.name.slice(0, -3), field, 0.97);
    for (const alias of field.aliases ?? []) add(alias, field, 0.96);
  }
  return names;
}

const conceptIndex = new Map<string, (typeof concepts)[number]>();
for (const concept of concepts)
  for (const header of concept.headers) if (!conceptIndex.has(normaliseHeader(header))) conceptIndex.set(normaliseHeader(header), concept);

function candidatesOf(
  object: ObjectType,
  principal: Principal,
  names: ReadonlyMap<string, { target: string; score: number }[]>,
  column: string,
): [string, number][] {
  const key = normaliseHeader(column);
  if (key === "" || column.startsWith("#")) return [];
  const found = new Map<string, number>();
  const offer = (target: string, score: number): void => {
    if (score > (found.get(target) ?? 0)) found.set(target, score);
  };
  const concept = conceptIndex.get(key);
  const isPart = concept?.targets.some((t) => t.includes(".")) ?? false;
  const weight = concept?.weight ?? 1;
  for (const { target, score } of names.get(key) ?? []) offer(target, isPart && score < 0.97 ? 0.6 : score >= 0.97 ? score : score * weight);
  const unnumbered = key.replace(/\d+$/, "");
  if (unnumbered !== key) for (const { target, score } of names.get(unnumbered) ?? []) offer(target, score - 0.3);
  if (concept) {
    for (const [i, target] of conceptTargets(object, principal, concept.targets).entries()) offer(target, (0.93 - i * 0.12) * weight);
    return [...found];
  }
  if (found.size === 0) for (const [target, score] of alike(object, principal, names, key)) offer(target, score);
  return [...found];
}

/** Targets of a concept that this object has and this person may import. */
function conceptTargets(object: ObjectType, principal: Principal, targets: readonly string[]): string[] {
  const result: string[] = [];
  for (const target of targets) {
    const [owner, rest] = target.includes(":") ? (target.split(":") as [string, string]) : [null, target];
    if (owner !== null && owner !== object.name) continue;
    const name = rest.replace("$title", object.titleField);
    const [fieldName = "", part] = name.split(".");
    const field = object.fields.get(fieldName);
    if (!field || !isImportable(object, principal, field)) continue;
    if (part && !partsOf(object, field).includes(part)) continue;
    result.push(name);
  }
  return result;
}

/** Likeness: a known name at the end of the header (the head noun in both languages), or one letter off. */
function alike(object: ObjectType, principal: Principal, names: ReadonlyMap<string, { target: string; score: number }[]>, key: string): [string, number][] {
  const result: [string, number][] = [];
  const compare = (name: string, targets: readonly string[]): void => {
    const isChinese = /[\u4e00-\u9fff]/.test(name);
    if (name.length < (isChinese ? 2 : 4)) return;
    let score = 0;
    if (key.length > name.length && key.endsWith(name)) score = 0.42 + 0.36 * (name.length / key.length);
    else if (name.length > key.length && name.endsWith(key) && key.length >= (isChinese ? 2 : 4)) score = 0.35 + 0.3 * (key.length / name.length);
    else if (name.length >= 5 && isOneEditApart(name, key)) score = 0.75;
    if (score > 0) for (const target of targets) result.push([target, score]);
  };
  for (const [name, targets] of names)
    compare(
      name,
      targets.map((t) => t.target),
    );
  for (const [name, concept] of conceptIndex) compare(name, conceptTargets(object, principal, concept.targets).slice(0, 1));
  return result;
}

function isOneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  if (a.length === b.length) return a.slice(i + 1) === b.slice(i + 1) || (a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2));
  return a.length > b.length ? a.slice(i + 1) === b.slice(i) : a.slice(i) === b.slice(i + 1);
}

/** Columns with an unknown name whose cells have an unmistakable shape. */
function byContent(object: ObjectType, principal: Principal, column: string, samples: readonly string[]): { target: string; score: number }[] {
  if (samples.length < 3 || conceptIndex.has(normaliseHeader(column))) return [];
  const share = (pattern: RegExp): number =>
    samples.filter((s) => pattern.test(s.normalize("NFKC").replaceAll(/[\s\u200b-\u200f\-()]/g, ""))).length / samples.length;
  const shapes: [string[], number][] = [
    [["email"], share(/^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i)],
    [["mobile", "phone"], share(/^(\+?86|0086)?1[3-9]\d{9}$/)],
  ];
  const result: { target: string; score: number }[] = [];
  for (const [targets, rate] of shapes) {
    const target = conceptTargets(object, principal, targets)[0];
    if (target && rate >= 0.8) result.push({ target, score: 0.62 });
  }
  return result;
}

function samplesOf(rows: readonly (readonly string[])[], column: number): string[] {
  const samples: string[] = [];
  for (const row of rows) {
    const cell = (row[column] ?? "").trim();
    if (cell !== "" && cell.length < 500) samples.push(cell);
    if (samples.length >= 30) break;
  }
  return samples;
}
