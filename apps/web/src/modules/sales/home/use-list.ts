import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ListParameters } from "../../../api/record-paths.ts";
import { records } from "../../../api/records.ts";
import type { ApiRecord, ObjectInfo } from "../../../api/types.ts";
import type { Filter } from "./figures.ts";

interface Asked extends Omit<ListParameters, "filter" | "fields"> {
  filter?: Filter;
  fields: readonly string[];
  limit: number;
}

/** The first records of a list for a widget, with how many there are. */
export function useList(
  object: ObjectInfo,
  { filter, fields, ...rest }: Asked,
): { rows: ApiRecord[] | undefined; count: number | undefined; error: Error | null } {
  const known = fields.filter((name) => name === "id" || object.fields.some((f) => f.name === name));
  const query: ListParameters = { ...rest, count: "exact", fields: known.join(","), ...(filter ? { filter: JSON.stringify(filter) } : {}) };
  const { data, error } = useQuery({
    queryKey: ["records", object.path, "list", "home", query],
    queryFn: ({ signal }) => records.list(object.path, query, signal),
    placeholderData: keepPreviousData,
  });
  return { rows: data?.data, count: data?.count, error };
}
