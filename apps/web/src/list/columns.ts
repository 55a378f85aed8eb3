import { useState } from "react";
import { fieldOf } from "../api/catalog.ts";
import type { FieldInfo, ObjectInfo } from "../api/types.ts";

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

/** The columns a person chose for an object, kept in this browser for this person. */
export function useColumns(object: ObjectInfo, userId: string): { columns: FieldInfo[]; setColumns: (names: string[] | null) => void } {
  const key = `keshu.columns.${userId}.${object.name}`;
  const [state, setState] = useState<{ key: string; names: string[] | null }>(() => ({ key, names: read(key) }));
  const names = (state.key === key ? state.names : read(key)) ?? defaultColumns(object);
  const columns = names.map((name) => fieldOf(object, name)).filter((f) => f !== undefined);
  return {
    columns: columns.length > 0 ? columns : defaultColumns(object).flatMap((n) => fieldOf(object, n) ?? []),
    setColumns: (next) => {
      if (next) localStorage.setItem(key, JSON.stringify(next));
      else localStorage.removeItem(key);
      setState({ key, names: next });
    },
  };
}

function read(key: string): string[] | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return Array.isArray(value) && value.length > 0 ? value.map(String) : null;
  } catch {
    return null;
  }
}
