import { inLocale, type Locale, type Problem } from "@keshu/kernel";
import type { Field, Option } from "../../field.ts";
import { foldText } from "../recognition/fold-text.ts";

const mostOptions = 1000;
const longestValue = 255;
const indexes = new WeakMap<readonly Option[], Map<string, string>>();

/** The value an input means: by value first, then by either label; without regard to case, width and outer blanks. */
export function findOption(field: Field, input: string): string | undefined {
  if (!field.options) return undefined;
  const index = indexOf(field.options);
  return index.get(input) ?? index.get(keyOf(input));
}

function indexOf(options: readonly Option[]): Map<string, string> {
  let index = indexes.get(options);
  if (!index) {
    index = new Map();
    for (const spell of [(o: Option) => o.value, (o: Option) => keyOf(o.value), (o: Option) => keyOf(o.label.zh), (o: Option) => keyOf(o.label.en)]) {
      for (const option of options) if (!index.has(spell(option))) index.set(spell(option), option.value);
    }
    indexes.set(options, index);
  }
  return index;
}

function keyOf(text: string): string {
  return foldText(text).toLowerCase().replaceAll(/\s+/g, " ");
}

/** The option in the reader's language; its value where the label would be taken for another option. */
export function optionLabel(field: Field, value: string, locale: Locale): string {
  const option = field.options?.find((o) => o.value === value);
  if (!option) return value;
  const label = inLocale(option.label, locale);
  return findOption(field, label) === value ? label : value;
}

export function validateOptions(field: Field): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const options = field.options ?? [];
  if (options.length > mostOptions) problems.push({ path: "options", code: "TOO_MANY_VALUES", params: { max: mostOptions } });
  for (const [i, option] of options.entries()) {
    if (typeof option.value !== "string" || keyOf(option.value) === "") problems.push({ path: `options.${i}.value`, code: "REQUIRED" });
    else if (option.value.length > longestValue) problems.push({ path: `options.${i}.value`, code: "TOO_LONG", params: { max: longestValue } });
    else if (seen.has(keyOf(option.value))) problems.push({ path: `options.${i}.value`, code: "NAME_TAKEN", params: { value: option.value } });
    else seen.add(keyOf(option.value));
  }
  return problems;
}
