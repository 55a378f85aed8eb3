import type { Database } from "@keshu/kernel";
import type { StoredImport } from "./stored-import.ts";

/** What its writes bear in the change log. */
export function originOf(stored: Pick<StoredImport, "id">): string {
  return `import:${stored.id}`;
}

/** The transactions its chunks were written in: whatever rules wrote in them is its own doing. */
export async function ownTransactions(db: Database, stored: Pick<StoredImport, "id">): Promise<string[]> {
  const { rows } = await db.query<{ transaction: string }>(
    "select transaction::text from keshu.import_chunk where import_id = $1 and transaction is not null",
    [stored.id],
  );
  return rows.map((row) => row.transaction);
}
