import { Suspense } from "react";
import type { ApiRecord, ObjectInfo } from "../api/types.ts";
import { recordPartsOf } from "../modules/registry.ts";
import type { RecordPart } from "../modules/web-module.ts";
import { Unloaded } from "./use-settled.tsx";

/** What the modules add to the page of a record at this place. */
export function RecordParts({ object, record, place }: { object: ObjectInfo; record: ApiRecord; place: RecordPart["place"] }) {
  return recordPartsOf(object.name, place).map(({ id, Component }) => (
    <Suspense key={id} fallback={<Unloaded />}>
      <Component object={object} record={record} />
    </Suspense>
  ));
}
