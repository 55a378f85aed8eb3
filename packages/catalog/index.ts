export * from "./catalog.ts";
export * from "./field.ts";
export * from "./field-type.ts";
export * from "./module.ts";
export * from "./object.ts";
export { fieldType, fieldTypes } from "./field-types/registry.ts";
export { systemFields } from "./system-fields.ts";
