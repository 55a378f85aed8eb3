import type { ObjectDefinition } from "@keshu/catalog";
import type { AnyEndpoint, LiveTopic } from "@keshu/http";
import type { Context } from "@keshu/kernel";
import type { FileStore, JobHandler, Logger, MigrationSource, OpenDatabase } from "@keshu/platform";
import type { ChangeTail, Consumer, ObjectRules } from "@keshu/records";

/** What modules get of the running server. */
export interface Services {
  db: OpenDatabase;
  files: FileStore;
  log: Logger;
  /** Days the audit log is kept; 0: for ever. */
  auditDays: number;
  /** Days a deleted record stays in the recycle bin; 0: for ever. */
  recycleDays: number;
  /** Notes outside the database where the kept part of the audit log will begin. */
  noteAuditStart: (start: { position: number; hash: string }) => void;
}

/** What live topics get besides. */
export interface LiveServices extends Services {
  /** This server's row in keshu.node. */
  nodeId: string;
  /** Every row of the change log as it comes. */
  observe: ChangeTail["observe"];
  onError: (error: unknown) => void;
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
  /** What live sockets may ask for besides changes. */
  topics?: (services: LiveServices) => readonly LiveTopic[];
  /** Runs at every start once the schema is in place. */
  seed?: (ctx: Context) => Promise<void>;
}
