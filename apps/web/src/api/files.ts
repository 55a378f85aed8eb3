import { useQuery } from "@tanstack/react-query";
import { newId } from "../outbox/new-id.ts";
import { queryClient } from "../query-client.ts";
import { api, bodyOf } from "./client.ts";
import { onceBack, uploadPatience } from "./once-back.ts";

export interface FileInfo {
  id: string;
  name: string;
  size: number;
}

const fileQuery = (id: string) => ({
  queryKey: ["file", id],
  queryFn: () => describeFile(id),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

/** Name and size stand in the headers of the download. */
async function describeFile(id: string): Promise<FileInfo> {
  const { response } = await api.HEAD("/api/v1/files/{id}" as never, { params: { path: { id } } } as never);
  const disposition = response.headers.get("content-disposition") ?? "";
  const name = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  return { id, name: name ? decodeURIComponent(name) : id.slice(-8), size: Number(response.headers.get("content-length") ?? 0) };
}

export function useFile(id: string): FileInfo | undefined {
  return useQuery(fileQuery(id)).data;
}

/** Stores a file; its id goes into a file field. */
export async function uploadFile(file: File): Promise<FileInfo> {
  const key = newId();
  const stored = await onceBack(() => sendFile(file, key));
  queryClient.setQueryData(fileQuery(stored.id).queryKey, stored);
  return stored;
}

async function sendFile(file: File, key: string): Promise<FileInfo> {
  const form = new FormData();
  form.append("file", file, file.name);
  const request = { body: form as never, bodySerializer: (b: unknown) => b as FormData, headers: { "Idempotency-Key": key }, signal: uploadPatience(file) };
  return (await bodyOf(api.POST("/api/v1/files", request))) as unknown as FileInfo;
}
