import type { TFunction } from "i18next";
import { fieldOf, isWritable, labelOf } from "../api/catalog.ts";
import type { ImportPreview } from "../api/imports.ts";
import type { ObjectInfo } from "../api/types.ts";

/** Fields a column may fill; parts such as a first name only where the file suggests them. */
export function mappingTargets(object: ObjectInfo, preview: Pick<ImportPreview, "suggestions" | "mapping">, t: TFunction): { value: string; label: string }[] {
  const fields = object.fields
    .filter((f) => isWritable(f) || ["id", "created_at", "created_by", "updated_at"].includes(f.name))
    .map((f) => ({ value: f.name, label: labelOf(f.label) }));
  const parts = [...preview.suggestions.map((s) => s.field), ...Object.values(preview.mapping)].filter((f): f is string => f?.includes(".") ?? false);
  const named = [...new Set(parts)].map((target) => {
    const [name = "", part = ""] = target.split(".");
    const field = fieldOf(object, name);
    const words = field?.type === "address" ? t(`fields.address.${part}`, part) : t(`import.mapping.parts.${part}`, part);
    return { value: target, label: `${labelOf(field?.label)} · ${words}` };
  });
  return [...fields, ...named];
}
