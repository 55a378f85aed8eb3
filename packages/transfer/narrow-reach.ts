import type { Action, Principal, Reach } from "@keshu/kernel";

/**
 * The same person, whose `actions` on one object reach no further than `limit` does: imports write only what
 * the right to import covers. Where both are partial, what both name remains; sharing stays as it was.
 */
export function narrowReach(principal: Principal, object: string, limit: Action, actions: readonly Action[]): Principal {
  return withReach(principal, (name, action) => {
    const reach = principal.reach(name, action);
    return name === object && actions.includes(action) && reach ? intersect(reach, principal.reach(object, limit)) : reach;
  });
}

/** The same person with other reaches; everything else is asked of the first. */
export function withReach(principal: Principal, reach: Principal["reach"]): Principal {
  return Object.assign(Object.create(principal) as Principal, { reach });
}

function intersect(reach: Reach, limit: Reach | null): Reach | null {
  if (!limit || limit.all) return limit && reach;
  if (reach.all) return limit;
  return {
    all: false,
    owners: reach.owners.filter((id) => limit.owners.includes(id)),
    departments: reach.departments.filter((id) => limit.departments.includes(id)),
    shared: reach.shared,
  };
}
