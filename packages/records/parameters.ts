/** Collects the values of a statement while its text is put together. */
export interface Parameters {
  values: unknown[];
  /** Appends a value and gives its place, `$3`. */
  add(value: unknown): string;
}

export function newParameters(): Parameters {
  const values: unknown[] = [];
  return { values, add: (value) => `$${values.push(value)}` };
}

/** A column, quoted and with its alias. */
export function columnOf(alias: string, column: string): string {
  return `${alias}."${column}"`;
}
