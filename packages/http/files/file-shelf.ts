import type { FileStore } from "@keshu/platform/files";

/** Where bytes are kept. */
export type FileShelf = FileStore;
