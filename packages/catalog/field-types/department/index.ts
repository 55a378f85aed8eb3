import type { FieldType } from "../../field-type.ts";
import { relation } from "../relation/index.ts";

/** A department, by id. */
export const department: FieldType = { ...relation, id: "department", validateDefinition: () => [] };
