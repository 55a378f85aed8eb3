import type { RoleDefinition } from "../shared/role-definition.ts";

export interface SeedRole extends RoleDefinition {
  id: string;
  name: string;
  name_en: string;
  description: string;
  description_en: string;
}

/** Fixed ids, so that scripts and other installations can name them. */
export const seedRoleIds = {
  administrator: "01900000-0000-7000-8000-000000000001",
  salesperson: "01900000-0000-7000-8000-000000000002",
  salesManager: "01900000-0000-7000-8000-000000000003",
} as const;

/** Roles every installation begins with; a company changes or deletes them as it likes. */
export const seedRoles: readonly SeedRole[] = [
  {
    id: seedRoleIds.administrator,
    name: "管理员",
    name_en: "Administrator",
    description: "拥有全部权限",
    description_en: "May do everything",
    is_administrator: true,
    permissions: [],
    fields: [],
    platform: [],
  },
  {
    id: seedRoleIds.salesperson,
    name: "销售",
    name_en: "Sales rep",
    description: "查看和处理本人负责的记录",
    description_en: "Sees and edits the records they own",
    is_administrator: false,
    permissions: [{ object: "*", create: "self", read: "self", update: "self", delete: "self", export: "none", import: "self" }],
    fields: [],
    platform: ["record.transfer"],
  },
  {
    id: seedRoleIds.salesManager,
    name: "销售经理",
    name_en: "Sales manager",
    description: "查看和处理本部门及下级部门的记录",
    description_en: "Sees and edits the records of their department and those below it",
    is_administrator: false,
    permissions: [
      {
        object: "*",
        create: "department_tree",
        read: "department_tree",
        update: "department_tree",
        delete: "department_tree",
        export: "department_tree",
        import: "department_tree",
      },
    ],
    fields: [],
    platform: ["record.transfer", "view.share"],
  },
];
