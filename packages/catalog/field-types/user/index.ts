import type { FieldType } from "../../field-type.ts";
import { relation } from "../relation/index.ts";

/** A colleague, by id. */
export const user: FieldType = { ...relation, id: "user", validateDefinition: () => [] };
