import { foreign, mayMoveFiles, table } from "../drive.ts";
import { denied, type Rule, unlessStranger } from "../rule.ts";
import { finished } from "../world.ts";

export const transferRules: Record<string, Rule> = {
  create_import: {
    access: "signed_in",
    calls: (_world, actor) => [
      {
        method: "POST",
        path: "/api/v1/imports",
        body: table("customer", "客户名称\n矩阵导入\n"),
        allowed: unlessStranger(actor, mayMoveFiles(actor) ? [202] : [403, 404]),
      },
      {
        method: "POST",
        path: "/api/v1/imports",
        body: table("user", "姓名,邮箱\n甲,import@matrix.example\n"),
        allowed: unlessStranger(actor, actor === "administrator" ? [202] : [403, 404]),
      },
    ],
  },
  preview_import: {
    access: "signed_in",
    calls: (_world, actor) => [
      {
        method: "POST",
        path: "/api/v1/imports/preview",
        body: table("customer", "客户名称\n矩阵导入\n"),
        allowed: unlessStranger(actor, mayMoveFiles(actor) ? [200] : [403, 404]),
      },
    ],
  },
  list_imports: { access: "signed_in", calls: (_world, actor) => [{ method: "GET", path: "/api/v1/imports", allowed: unlessStranger(actor, [200]) }] },
  get_import: foreign("GET", (world) => `/api/v1/imports/${world.foreignImport}`, ["administrator"]),
  list_import_rows: foreign("GET", (world) => `/api/v1/imports/${world.foreignImport}/rows`, ["administrator"]),
  get_import_errors: foreign("GET", (world) => `/api/v1/imports/${world.foreignImport}/errors`, ["administrator"]),
  preview_import_reversal: foreign("GET", (world) => `/api/v1/imports/${world.foreignImport}/reversal`, ["administrator"]),
  reverse_import: foreign("POST", (world) => `/api/v1/imports/${world.foreignImport}/reversal`, ["administrator"], [202]),
  create_export: {
    access: "signed_in",
    calls: (_world, actor) => [
      {
        method: "POST",
        path: "/api/v1/exports",
        body: { object: "customer", fields: ["name", "level"], format: "csv" },
        allowed: unlessStranger(actor, mayMoveFiles(actor) ? [202] : [403, 404]),
      },
      {
        method: "POST",
        path: "/api/v1/exports",
        body: { object: "customer", fields: ["remark"], format: "csv" },
        allowed: unlessStranger(actor, actor === "cut_seller" ? [400] : mayMoveFiles(actor) ? [202] : [403, 404]),
      },
    ],
  },
  list_exports: { access: "signed_in", calls: (_world, actor) => [{ method: "GET", path: "/api/v1/exports", allowed: unlessStranger(actor, [200]) }] },
  get_export: foreign("GET", (world) => `/api/v1/exports/${world.foreignExport}`, ["administrator"]),
  download_export: {
    access: "signed_in",
    calls: async (world, actor) => {
      const calls = [
        { method: "GET", path: `/api/v1/exports/${world.foreignExport}/file`, allowed: unlessStranger(actor, actor === "administrator" ? [200] : denied) },
      ];
      if (!mayMoveFiles(actor)) return calls;
      const own = await world.clients[actor].post("/api/v1/exports", { object: "customer", format: "csv" });
      if (own.status !== 202) return calls;
      await finished(world.clients[actor], `/api/v1/exports/${own.body.id}`);
      return [...calls, { method: "GET", path: `/api/v1/exports/${own.body.id}/file`, allowed: [200] }];
    },
  },
};
