/** One choice of a cascade: `value` is the official name, `code` its GB/T 2260 code. */
export interface DivisionChoice {
  value: string;
  label: string;
  code: string;
  children?: DivisionChoice[];
}

/** Cities of the data that are only shelves: 市辖区, 县, 省直辖县级行政区划. Their areas stand directly under the province. */
const shelf = /^(?:市辖区|县|.*直辖县级行政区划)$/;

/** Names by code (2, 4 or 6 digits) → province → city → area, in the order of the codes. */
export function divisionTree(names: Readonly<Record<string, string>>): DivisionChoice[] {
  const codes = Object.keys(names).sort();
  const under = Map.groupBy(
    codes.filter((code) => code.length > 2),
    (code) => code.slice(0, -2),
  );
  const choice = (code: string): DivisionChoice => {
    const children = (under.get(code) ?? []).flatMap((child) =>
      child.length === 4 && shelf.test(names[child] ?? "") ? (under.get(child) ?? []).map(choice) : [choice(child)],
    );
    const name = names[code] ?? code;
    return { value: name, label: name, code, ...(children.length > 0 ? { children } : {}) };
  };
  return codes.filter((code) => code.length === 2).map(choice);
}

/** A path of choices as the parts of an address; Beijing's areas have no city of their own. */
export function partsOf(path: readonly DivisionChoice[]): { province: string | null; city: string | null; area: string | null; code: string | null } {
  const at = (digits: number) => path.find((c) => c.code.length === digits)?.value ?? null;
  const last = path.at(-1);
  return { province: at(2), city: at(4), area: at(6), code: last ? last.code.padEnd(6, "0") : null };
}

/** Names of an address as a path in the tree, as far as they are found there. */
export function pathOf(tree: readonly DivisionChoice[], names: readonly (string | null | undefined)[]): string[] {
  const path: string[] = [];
  let level: readonly DivisionChoice[] | undefined = tree;
  for (const name of names) {
    const found: DivisionChoice | undefined = level?.find((c) => c.value === name);
    if (!found) continue;
    path.push(found.value);
    level = found.children;
  }
  return path;
}
