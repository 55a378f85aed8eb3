import type { ApiRecord, ObjectInfo } from "../../../api/types.ts";
import DuplicatesAside from "./duplicates-aside.tsx";

const open = new Set(["new", "contacting"]);

/** Beside a lead that is still open: what else may be the same person or company. */
export default function RecordDuplicates({ object, record }: { object: ObjectInfo; record: ApiRecord }) {
  // what is stored is asked about as if it had just been typed
  return open.has(String(record.status)) ? <DuplicatesAside object={object} values={record} record={{ id: record.id }} isStored /> : null;
}
