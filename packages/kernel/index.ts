export * from "./audit.ts";
export * from "./context.ts";
export * from "./database.ts";
export { errorTexts } from "./error-texts.ts";
export * from "./errors.ts";
export * from "./ids.ts";
export * from "./locale.ts";
