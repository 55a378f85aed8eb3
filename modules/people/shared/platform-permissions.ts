import type { Label } from "@keshu/kernel";

const known = new Map<string, Label>([
  ["user.manage", { zh: "管理用户和部门", en: "Manage users and departments" }],
  ["catalog.update", { zh: "自定义对象和字段", en: "Change objects and fields" }],
  ["audit.read", { zh: "查看审计日志", en: "Read the audit log" }],
  ["record.transfer", { zh: "把记录转移给权限范围之外的人", en: "Transfer records to people outside one's own reach" }],
  ["record.purge", { zh: "彻底删除回收站里的记录", en: "Delete records in the recycle bin for good" }],
  ["import", { zh: "查看和撤销所有人的导入", en: "See and undo everyone's imports" }],
  ["export", { zh: "查看所有人的导出", en: "See everyone's exports" }],
  ["view.share", { zh: "把视图共享给部门或所有人", en: "Share views with the department or everyone" }],
  ["company.manage", { zh: "设置公司名称、标志和颜色", en: "Set the company's name, logo and colour" }],
  ["setting.update", { zh: "修改系统设置", en: "Change settings" }],
]);

/** Platform permissions a role may carry besides those on records. */
export function platformPermissions(): ReadonlyMap<string, Label> {
  return known;
}

/** Adds a module's own platform permission, named `noun.verb`. */
export function registerPlatformPermission(name: string, label: Label): void {
  known.set(name, label);
}
