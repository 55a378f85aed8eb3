import type { ObjectInfo } from "../../api/types.ts";

/** Two states are a switch, not a path. */
export function isPathShown(object: ObjectInfo): boolean {
  const field = object.states && object.fields.find((f) => f.name === object.states?.field);
  return (field?.options?.filter((o) => !o.retired).length ?? 0) >= 3;
}
