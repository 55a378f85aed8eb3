import type { ApiRecord } from "../../../api/types.ts";
import ConversionDialog from "./conversion-dialog.tsx";

/** A lead dropped on “converted” is converted in the same step as on its page. */
export default function ConversionMove({ record, onClose }: { record: ApiRecord; onClose: () => void }) {
  return <ConversionDialog lead={record} onClose={onClose} />;
}
