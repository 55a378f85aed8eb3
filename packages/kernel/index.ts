export * from "./context.ts";
export * from "./database.ts";
export * from "./errors.ts";
export { errorTexts } from "./error-texts.ts";
export * from "./ids.ts";
export * from "./locale.ts";
