import { openDatabase } from "@keshu/platform/database";
import { openFileStore } from "@keshu/platform/files";
import { loadCatalog, registerObjects } from "@keshu/records";
import { testPrincipal } from "@keshu/records/testing";
import { runImport } from "../importing/run-import.ts";
import { transferObjects } from "../testing.ts";

// A server's process as far as an import needs one, for tests that kill it: url, folder of files, id of the import.
const [url = "", folder = "", id = ""] = process.argv.slice(2);
const db = openDatabase({ url, max: 4, applicationName: "keshu-import-process" });
registerObjects(transferObjects);
await loadCatalog(db);
await runImport({ db, files: openFileStore(folder), principalOf: async (_db, userId) => testPrincipal({ userId }) }, id, {
  signal: new AbortController().signal,
});
await db.close();
