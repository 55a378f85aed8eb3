import type { ObjectDefinition } from "@keshu/catalog";
import type { AnyEndpoint } from "@keshu/http";
import type { Context } from "@keshu/kernel";
import type { FileStore, JobHandler, Logger, MigrationSource, OpenDatabase } from "@keshu/platform";
import type { Consumer, ObjectRules } from "@keshu/records";

/** What modules get of the running server. */
export interface Services {
  db: OpenDatabase;
  files: FileStore;
  log: Logger;
}

/** What the server takes from a package or a module: see modules.ts. */
export interface ServerModule {
  name: string;
  /** Part of the platform: cannot be left out with --modules. */
  isCore?: boolean;
  objects?: readonly ObjectDefinition[];
  rules?: readonly ObjectRules[];
  migrations?: MigrationSource;
  endpoints?: (services: Services) => readonly AnyEndpoint[];
  jobs?: (services: Services) => readonly JobHandler[];
  /** Readers of the change log. */
  consumers?: (services: Services) => readonly Consumer[];
  /** Runs at every start once the schema is in place. */
  seed?: (ctx: Context) => Promise<void>;
}
