import { useMemo } from "react";
import { fieldOf } from "../../api/catalog.ts";
import type { FieldInfo, ObjectInfo } from "../../api/types.ts";
import type { View } from "../../api/views.ts";
import { usePreference } from "../../preferences/use-preference.ts";

/** A column of a list; without a width it shares what room there is. */
export interface Column {
  field: FieldInfo;
  width?: number | undefined;
}

/** A column as it is kept. */
export interface StoredColumn {
  field: string;
  width?: number | undefined;
}

/** Fields a list may show. */
export function possibleColumns(object: ObjectInfo): FieldInfo[] {
  return object.fields.filter((f) => f.name !== "id" && !f.companion_of && !f.retired && f.sensitivity !== "secret");
}

export function defaultColumns(object: ObjectInfo): string[] {
  const wanted =
    object.list_fields ??
    possibleColumns(object)
      .filter((f) => !f.system && !["long_text", "json", "file"].includes(f.type))
      .slice(0, 7)
      .map((f) => f.name)
      .concat("owner_id", "created_at");
  return [...new Set([object.title_field, ...wanted])].filter((name) => fieldOf(object, name));
}

export interface Columns {
  columns: Column[];
  setColumns: (columns: readonly Column[] | null) => void;
  /** They are this person's, other than the view's or the object's own. */
  isOwn: boolean;
}

/** The columns a person sees of a list, or of one of its saved views: kept for them on the server, on all their devices. */
export function useColumns(object: ObjectInfo, view?: View): Columns {
  const [own, setOwn] = usePreference<StoredColumn[] | null>(ownColumnsKey(object, view), null);
  return useMemo(() => {
    const columns = columnsOf(object, own, view);
    const isSame = () => JSON.stringify(storedColumns(columns)) === JSON.stringify(storedColumns(columnsOf(object, null, view)));
    return { columns, setColumns: (next) => setOwn(next ? storedColumns(next) : undefined), isOwn: isKept(own) && !isSame() };
  }, [object, own, setOwn, view]);
}

/** Where a person keeps the columns of a list or of a saved view. */
export function ownColumnsKey(object: ObjectInfo, view: View | undefined): string {
  return `list.${view?.id ?? object.name}`.slice(0, 80);
}

/** The person's own columns where they have some, else those of the view, else the object's. */
export function columnsOf(object: ObjectInfo, own: StoredColumn[] | null, view: View | undefined): Column[] {
  const columns = isKept(own) ? read(object, own) : [];
  return columns.length > 0 ? columns : read(object, view?.columns?.length ? view.columns : defaultColumns(object).map((field) => ({ field })));
}

const isKept = (own: unknown): own is StoredColumn[] => Array.isArray(own) && own.length > 0;

export function storedColumns(columns: readonly Column[]): StoredColumn[] {
  return columns.map(({ field, width }) => ({ field: field.name, ...(width ? { width } : {}) }));
}

/** Known fields, each once, the title first: it stays where the reader looks. */
function read(object: ObjectInfo, stored: readonly StoredColumn[]): Column[] {
  const columns = new Map<string, Column>();
  for (const { field: name, width } of [{ field: object.title_field, width: stored.find((s) => s.field === object.title_field)?.width }, ...stored]) {
    const field = fieldOf(object, name);
    if (field && !columns.has(name)) columns.set(name, { field, ...(width ? { width } : {}) });
  }
  return [...columns.values()];
}
