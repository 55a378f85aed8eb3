import type { ObjectDefinition } from "@keshu/catalog";
import type { Context, Database, FieldAccess, Principal, Reach } from "@keshu/kernel";
import { newId } from "@keshu/kernel";
import { runMigrations } from "@keshu/platform/migrations";
import { loadCatalog, registerObjects } from "./catalog-store/current.ts";
import { syncSchema } from "./schema/sync-schema.ts";

const everything: Reach = { all: true, owners: [], departments: [], shared: null };

/** A principal for tests: an administrator unless told otherwise. */
export function testPrincipal(
  options: {
    userId?: string;
    departmentId?: string | null;
    reach?: Principal["reach"];
    restricted?: Record<string, Record<string, FieldAccess>>;
    isAdministrator?: boolean;
  } = {},
): Principal {
  const restricted = options.restricted ?? {};
  const isAdministrator = options.isAdministrator ?? options.reach === undefined;
  return {
    kind: "user",
    userId: options.userId ?? newId(),
    departmentId: options.departmentId ?? null,
    isAdministrator,
    reports: [],
    locale: "zh-CN",
    reach: options.reach ?? (() => everything),
    fieldAccess: (object, field) => restricted[object]?.[field] ?? "write",
    restrictedFields: (object) => new Map(Object.entries(restricted[object] ?? {})),
    may: () => isAdministrator,
  };
}

export function testContext(db: Database, principal: Principal = testPrincipal()): Context {
  return { db, principal, locale: "zh-CN", origin: "api", requestId: "test" };
}

export const testObjects: ObjectDefinition[] = [
  {
    name: "user",
    label: { zh: "用户", en: "User" },
    isAdministered: true,
    fields: [{ name: "name", type: "text", label: { zh: "姓名", en: "Name" }, required: true }],
  },
  {
    name: "department",
    label: { zh: "部门", en: "Department" },
    isAdministered: true,
    fields: [{ name: "name", type: "text", label: { zh: "名称", en: "Name" }, required: true }],
  },
  {
    name: "customer",
    label: { zh: "客户", en: "Customer" },
    numberPrefix: "CU",
    fields: [
      { name: "name", type: "text", label: { zh: "客户名称", en: "Name" }, required: true },
      {
        name: "industry",
        type: "select",
        label: { zh: "行业", en: "Industry" },
        indexed: true,
        emptyValue: "其他",
        options: ["制造业", "金融", "其他"].map((v) => ({ value: v, label: { zh: v, en: v } })),
      },
      { name: "phone", type: "phone", label: { zh: "电话", en: "Phone" } },
      { name: "email", type: "email", label: { zh: "邮箱", en: "E-mail" }, unique: true },
      { name: "amount", type: "money", label: { zh: "金额", en: "Amount" } },
      { name: "score", type: "number", label: { zh: "评分", en: "Score" } },
      { name: "signed_on", type: "date", label: { zh: "签约日期", en: "Signed on" } },
      { name: "parent_id", type: "relation", target: "customer", label: { zh: "集团", en: "Parent" } },
      {
        name: "stage",
        type: "select",
        label: { zh: "阶段", en: "Stage" },
        options: ["new", "active", "closed"].map((v) => ({ value: v, label: { zh: v, en: v } })),
      },
    ],
    states: {
      field: "stage",
      initial: "new",
      transitions: [
        { from: "new", to: "active", label: { zh: "激活", en: "Activate" } },
        { from: "active", to: "closed", label: { zh: "关闭", en: "Close" }, requires: ["signed_on"] },
      ],
    },
  },
];

/** Engine on an empty test database with a few objects. */
export async function prepareEngine(db: Database, objects: readonly ObjectDefinition[] = testObjects): Promise<void> {
  await runMigrations(db, [{ source: "records", directory: new URL("./migrations/", import.meta.url) }]);
  registerObjects(objects);
  await syncSchema(db, await loadCatalog(db));
}
