export * from "./catalog.ts";
export * from "./field.ts";
export * from "./field-type.ts";
export { detectCurrency } from "./field-types/recognition/decimal.ts";
export { isEmptyCell } from "./field-types/recognition/empty-cell.ts";
export { fieldType, fieldTypeIds, fieldTypes } from "./field-types/registry.ts";
export * from "./module.ts";
export * from "./object.ts";
export { systemFields } from "./system-fields.ts";
