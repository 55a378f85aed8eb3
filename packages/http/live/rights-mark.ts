import { actions, type Principal, type Reach } from "@keshu/kernel";
import { currentCatalog } from "@keshu/records";

const marks = new WeakMap<Principal, string>();

/** Tells two states of somebody's rights on records apart; made once for each compiled principal. */
export function rightsMark(principal: Principal): string {
  const known = marks.get(principal);
  if (known !== undefined) return known;
  const ofObjects = currentCatalog().objects.map(({ name }) => [
    name,
    actions.map((action) => steady(principal.reach(name, action))),
    [...principal.restrictedFields(name)].sort(),
  ]);
  const mark = JSON.stringify([principal.isAdministrator, ofObjects]);
  marks.set(principal, mark);
  return mark;
}

// in whatever order they were read
const steady = (reach: Reach | null) => reach && { ...reach, owners: [...reach.owners].sort(), departments: [...reach.departments].sort() };
