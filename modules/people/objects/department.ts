import type { ObjectDefinition } from "@keshu/catalog";

/** A node of the department tree. Its name is seen by every colleague. */
export const department: ObjectDefinition = {
  name: "department",
  path: "departments",
  label: { zh: "部门", en: "Department" },
  pluralLabel: { zh: "部门", en: "Departments" },
  module: "people",
  icon: "apartment",
  numberPrefix: "DE",
  fields: [
    { name: "name", type: "text", label: { zh: "部门名称", en: "Name" }, required: true, maxLength: 200, aliases: ["部门", "department"] },
    {
      name: "parent_id",
      type: "relation",
      target: "department",
      label: { zh: "上级部门", en: "Parent department" },
      inverseLabel: { zh: "下级部门", en: "Subdepartments" },
      aliases: ["上级", "parent"],
    },
    { name: "manager_id", type: "user", label: { zh: "部门负责人", en: "Head of department" }, indexed: true, aliases: ["负责人", "主管", "manager", "head"] },
    {
      name: "position",
      type: "number",
      label: { zh: "排序", en: "Position" },
      decimals: 0,
      min: 0,
      max: 1_000_000,
      default: 0,
      help: { zh: "数字越小越靠前", en: "Smaller numbers come first" },
    },
  ],
  indexes: [["position"]],
  listFields: ["name", "parent_id", "manager_id", "position"],
  baseline: { read: "all" },
  isNavigable: false,
  isAdministered: true,
};
