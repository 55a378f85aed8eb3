import type { Label } from "@keshu/kernel";
import type { FieldDefinition } from "./field.ts";

const label = (zh: string, en: string): Label => ({ zh, en });

/** Fields on every record besides `id`. */
export const systemFields: readonly FieldDefinition[] = [
  { name: "number", type: "auto_number", label: label("编号", "Number"), unique: true, searchable: false },
  {
    name: "owner_id",
    type: "user",
    label: label("负责人", "Owner"),
    target: "user",
    aliases: ["所有者", "归属人", "owner", "assigned_user", "account owner", "lead owner", "contact owner", "负责人姓名"],
  },
  { name: "department_id", type: "department", label: label("所属部门", "Department"), target: "department", aliases: ["部门"] },
  { name: "tags", type: "multi_select", label: label("标签", "Tags"), aliases: ["tag", "标记"] },
  { name: "created_at", type: "datetime", label: label("创建时间", "Created at"), readOnly: true, aliases: ["create date", "created date", "创建日期"] },
  { name: "created_by", type: "user", label: label("创建人", "Created by"), target: "user", readOnly: true },
  { name: "updated_at", type: "datetime", label: label("更新时间", "Updated at"), readOnly: true, aliases: ["last modified date", "修改时间", "最后修改时间"] },
  { name: "updated_by", type: "user", label: label("更新人", "Updated by"), target: "user", readOnly: true, aliases: ["修改人"] },
  { name: "version", type: "number", label: label("版本", "Version"), readOnly: true, decimals: 0 },
];
