import { useMemo } from "react";
import { fieldOf } from "../../api/catalog.ts";
import type { FieldInfo, ObjectInfo } from "../../api/types.ts";
import type { Columns } from "../columns/columns.ts";

const label = { zh: "删除人", en: "Deleted by" };
const when = { zh: "删除时间", en: "Deleted at" };

/** The columns of the recycle bin: what it was, who deleted it and when, whose it was. Deleting is a record's last change. */
export function useBinColumns(object: ObjectInfo): Columns {
  return useMemo(() => {
    const named = (name: string, as?: FieldInfo["label"]): FieldInfo[] => {
      const field = fieldOf(object, name);
      return field ? [as ? { ...field, label: as } : field] : [];
    };
    const fields = [
      ...named(object.title_field),
      ...named("number"),
      ...named("updated_by", label),
      ...named("updated_at", when),
      ...named("owner_id"),
      ...(object.states ? named(object.states.field) : []),
    ];
    return { columns: fields.map((field) => ({ field })), setColumns: () => {}, isOwn: false };
  }, [object]);
}
