import type { FieldType } from "../../field-type.ts";
import { relations } from "../relations/index.ts";

/** Files, by their ids. */
export const file: FieldType = { ...relations, id: "file", validateDefinition: () => [] };
