import { divisionsEndpoint } from "./catalog/divisions-endpoint.ts";
import { catalogEndpoints } from "./catalog/endpoints.ts";
import type { AnyEndpoint } from "./endpoint.ts";
import { fileEndpoints } from "./files/endpoints.ts";
import type { FileShelf } from "./files/file-shelf.ts";
import { changeEndpoints } from "./records/change-endpoints.ts";
import { searchEndpoints } from "./records/search-endpoint.ts";

/** The modules' endpoints and the platform's own. */
export function platformEndpoints(ofModules: readonly AnyEndpoint[], files: FileShelf): AnyEndpoint[] {
  const endpoints = [...ofModules, ...searchEndpoints, ...changeEndpoints, divisionsEndpoint, ...fileEndpoints(files)];
  return [...endpoints, ...catalogEndpoints(endpoints)];
}
