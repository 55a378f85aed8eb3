import type { ObjectDefinition } from "@keshu/catalog";

/** A bundle of rights. Shapes of the JSON fields: shared/role-definition.ts; checks: rules/check-role.ts. */
export const role: ObjectDefinition = {
  name: "role",
  path: "roles",
  label: { zh: "角色", en: "Role" },
  pluralLabel: { zh: "角色", en: "Roles" },
  module: "people",
  icon: "safety",
  numberPrefix: "RO",
  fields: [
    { name: "name", type: "text", label: { zh: "角色名称", en: "Name" }, required: true, maxLength: 100, inEnglish: "name_en", aliases: ["角色"] },
    { name: "name_en", type: "text", label: { zh: "英文名称", en: "English name" }, maxLength: 100 },
    { name: "description", type: "long_text", label: { zh: "说明", en: "Description" }, maxLength: 2_000, inEnglish: "description_en" },
    { name: "description_en", type: "long_text", label: { zh: "英文说明", en: "English description" }, maxLength: 2_000 },
    {
      name: "is_administrator",
      type: "boolean",
      label: { zh: "管理员", en: "Administrator" },
      default: false,
      emptyValue: false,
      help: { zh: "拥有全部权限，可以管理用户、角色和系统设置", en: "May do everything, including users, roles and settings" },
    },
    {
      name: "permissions",
      type: "json",
      label: { zh: "数据权限", en: "Permissions" },
      help: { zh: "每种对象的操作和数据范围", en: "Actions and data scopes for each object" },
    },
    {
      name: "fields",
      type: "json",
      label: { zh: "字段权限", en: "Field rights" },
      help: { zh: "隐藏、脱敏或只读的字段", en: "Fields that are hidden, masked or read only" },
    },
    { name: "platform", type: "json", label: { zh: "功能权限", en: "Platform permissions" }, help: { zh: "记录之外的功能", en: "Functions besides records" } },
  ],
  listFields: ["name", "description", "is_administrator"],
  isNavigable: false,
  isAdministered: true,
};
