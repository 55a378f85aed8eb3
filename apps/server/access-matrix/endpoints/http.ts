import { behind, foreign, hasNoRecords, mayWrite, open } from "../drive.ts";
import { isEmptyList, isStranger, onlyAdministrator, type Rule, unlessStranger } from "../rule.ts";

const label = { zh: "甲", en: "A" };

export const httpRules: Record<string, Rule> = {
  read_web_app: open("/"),
  read_health: open("/health"),
  read_metrics: open("/metrics"),
  read_openapi: open("/openapi.json"),
  read_docs: open("/docs"),
  open_live_socket: open("/api/v1/live", [404, 426, 400]),
  read_own_openapi: { access: "signed_in", calls: (_world, actor) => [{ method: "GET", path: "/api/v1/openapi.json", allowed: unlessStranger(actor, [200]) }] },
  search: {
    access: "signed_in",
    calls: (world, actor) => [
      ...(isStranger(actor) ? [] : world.markers.all.filter((marker) => !marker.readers.has(actor) && marker.text.length < 40)).map((marker) => ({
        method: "GET",
        path: `/api/v1/search?q=${encodeURIComponent(marker.text)}`,
        allowed: [200],
        check: isEmptyList,
      })),
      { method: "GET", path: "/api/v1/search?q=zq0", allowed: unlessStranger(actor, [200]) },
    ],
  },
  read_changes: {
    access: "signed_in",
    calls: (_world, actor) => [
      { method: "GET", path: "/api/v1/changes?limit=1000", allowed: unlessStranger(actor, [200]) },
      { method: "GET", path: "/api/v1/changes?after=now", allowed: unlessStranger(actor, [200]) },
    ],
  },
  upload_file: {
    access: "signed_in",
    calls: (_world, actor) => {
      const form = new FormData();
      form.append("file", new Blob(["x"]), "x.txt");
      return [{ method: "POST", path: "/api/v1/files", body: form, allowed: unlessStranger(actor, mayWrite(actor) ? [201] : [403]) }];
    },
  },
  download_file: foreign("GET", (world) => `/api/v1/files/${world.foreignFile}`, ["administrator", "overseer"]),
  get_recycle_bin: {
    access: "signed_in",
    calls: (_world, actor) => [{ method: "GET", path: "/api/v1/recycle-bin", allowed: unlessStranger(actor, [200]) }],
  },
  list_divisions: {
    access: "signed_in",
    calls: (_world, actor) => [{ method: "GET", path: "/api/v1/divisions", allowed: unlessStranger(actor, [200]) }],
  },
  list_catalog_objects: {
    access: "signed_in",
    calls: (_world, actor) => [{ method: "GET", path: "/api/v1/catalog/objects", allowed: unlessStranger(actor, [200]) }],
  },
  read_catalog_object: {
    access: "signed_in",
    calls: (_world, actor) => [
      { method: "GET", path: "/api/v1/catalog/objects/customer", allowed: unlessStranger(actor, hasNoRecords(actor) ? [404] : [200]) },
      { method: "GET", path: "/api/v1/catalog/objects/role", allowed: unlessStranger(actor, actor === "administrator" ? [200] : [404]) },
    ],
  },
  create_catalog_object: {
    access: "permission:catalog.update",
    calls: (_world, actor) => [
      { method: "POST", path: "/api/v1/catalog/objects", body: { name: "matrix_made", label }, allowed: onlyAdministrator(actor, [201]) },
    ],
  },
  update_catalog_object: behind("catalog.update", "PATCH", () => "/api/v1/catalog/objects/customer", { icon: "customer" }, [200]),
  remove_catalog_object: behind("catalog.update", "DELETE", () => "/api/v1/catalog/objects/matrix_gone", undefined, [404]),
  create_catalog_combination: behind("catalog.update", "POST", () => "/api/v1/catalog/objects/customer/unique_together", { fields: ["name"] }, [422]),
  remove_catalog_combination: behind("catalog.update", "DELETE", () => "/api/v1/catalog/objects/customer/unique_together/name,level", undefined, [404]),
  create_catalog_field: behind("catalog.update", "POST", () => "/api/v1/catalog/objects/customer/fields", { name: "matrix_field", type: "text", label }, [201]),
  update_catalog_field: behind("catalog.update", "PATCH", () => "/api/v1/catalog/objects/customer/fields/level", { help: label }, [200]),
  remove_catalog_field: behind("catalog.update", "DELETE", () => "/api/v1/catalog/objects/customer/fields/matrix_gone", undefined, [404]),
};
