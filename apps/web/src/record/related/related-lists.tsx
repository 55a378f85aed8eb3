import { isWritable, type Related, relatedTo, useCatalog } from "../../api/catalog.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";
import { replacedListsOf } from "../../modules/registry.ts";
import { RelatedList } from "./related-list.tsx";

/** What the page shows in another place: the timeline, the next steps. */
const elsewhere = new Set(["activity", "task", "event"]);

/** Lists of records that point to this one. Links that only rules set, and lists a module shows itself, are left out. */
export function RelatedLists({ object, record }: { object: ObjectInfo; record: ApiRecord }) {
  const catalog = useCatalog();
  const replaced = replacedListsOf(object.name);
  const related = relatedTo(catalog, object)
    .filter((r) => isShown(r, object) && !replaced.has(r.object.name))
    // what only rules fill in comes last: it shows once there is something
    .sort((a, b) => rank(b) - rank(a));
  return related.map((r) => <RelatedList key={`${r.object.name}.${r.field.name}`} related={r} from={object} record={record} canLink={isWritable(r.field)} />);
}

function rank({ field }: Related): number {
  return isWritable(field) ? (field.type === "relations" ? 1 : 2) : 0;
}

function isShown({ object, field }: Related, from: ObjectInfo): boolean {
  if (!object.can.read || elsewhere.has(object.name)) return false;
  // parts of a record have no page in the navigation of their own and belong here all the same
  return object.navigable || (field.required && object.module === from.module);
}
