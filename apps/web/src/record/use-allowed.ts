import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useMe } from "../api/me.ts";
import { records } from "../api/records.ts";
import type { ApiRecord, ObjectInfo } from "../api/types.ts";
import { queryClient } from "../query-client.ts";

/** What a person may do with a record, and why. */
export const accessQuery = (object: ObjectInfo, id: string, userId: string) =>
  queryOptions({
    queryKey: ["records", object.path, "one", id, "access", userId],
    queryFn: () => records.access(object.path, id, userId),
  });

/** Whether what the object allows may be more than what this record does: an owner has all of it. */
const isNarrower = (object: ObjectInfo, record: ApiRecord, userId: string): boolean =>
  (object.can.update || object.can.delete) && record.owner_id !== userId && object.fields.some((f) => f.name === "owner_id");

function allowedBy(object: ObjectInfo, can: Readonly<Record<string, boolean>> | undefined): ObjectInfo {
  if (!can) return object;
  return { ...object, can: { ...object.can, update: object.can.update && can.update === true, delete: object.can.delete && can.delete === true } };
}

/**
 * The object with what its reader may do with this one record: what colleagues shared for reading only is not offered
 * for editing. Until the server has answered, and without a network, what the object allows stands.
 */
export function useAllowed(object: ObjectInfo, record: ApiRecord): ObjectInfo {
  const me = useMe();
  const isAsked = isNarrower(object, record, me.id);
  const { data } = useQuery({ ...accessQuery(object, record.id, me.id), enabled: isAsked });
  const can = isAsked ? data?.can : undefined;
  return useMemo(() => allowedBy(object, can), [object, can]);
}

/** Whether the reader may change who works on this record: whoever may write it only by a share may not pass it on. */
export function useMayShare(object: ObjectInfo, record: ApiRecord): boolean {
  const me = useMe();
  const isAsked = isNarrower(object, record, me.id);
  const { data } = useQuery({ ...accessQuery(object, record.id, me.id), enabled: isAsked });
  if (!isAsked || !data) return object.can.update;
  return object.can.update && data.because.some((reason) => reason.action === "update" && reason.rule !== "team");
}

/** What `useAllowed` says outside React, of a record whose page is open. */
export function allowedNow(object: ObjectInfo, record: ApiRecord, userId: string): ObjectInfo {
  const can = isNarrower(object, record, userId) ? queryClient.getQueryData(accessQuery(object, record.id, userId).queryKey)?.can : undefined;
  return allowedBy(object, can);
}
