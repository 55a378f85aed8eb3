import type { ObjectDefinition } from "@keshu/catalog";
import { priorities } from "./lists.ts";

/** 任务: something a colleague has to do, by a time. */
export const task: ObjectDefinition = {
  name: "task",
  path: "tasks",
  module: "sales",
  label: { zh: "任务", en: "Task" },
  pluralLabel: { zh: "任务", en: "Tasks" },
  icon: "task",
  numberPrefix: "TK",
  listFields: ["name", "status", "priority", "due_at", "customer_id", "opportunity_id", "owner_id", "created_at"],
  states: {
    field: "status",
    initial: "open",
    transitions: [
      { from: "open", to: "done", label: { zh: "完成", en: "Complete" } },
      { from: "open", to: "cancelled", label: { zh: "取消", en: "Cancel" } },
      { from: "done", to: "open", label: { zh: "重新打开", en: "Reopen" } },
      { from: "cancelled", to: "open", label: { zh: "重新打开", en: "Reopen" } },
    ],
  },
  fields: [
    { name: "name", type: "text", label: { zh: "任务名称", en: "Name" }, required: true, maxLength: 255, group: "basic", aliases: ["任务", "标题", "主题", "名称", "subject", "title"] },
    {
      name: "status",
      type: "select",
      label: { zh: "状态", en: "Status" },
      options: [
        { value: "open", label: { zh: "待完成", en: "Open" }, color: "blue" },
        { value: "done", label: { zh: "已完成", en: "Done" }, color: "jade" },
        { value: "cancelled", label: { zh: "已取消", en: "Cancelled" }, color: "gray" },
      ],
      default: "open",
      emptyValue: "open",
      indexed: true,
      group: "basic",
      aliases: ["任务状态", "完成状态"],
    },
    { name: "priority", type: "select", label: { zh: "优先级", en: "Priority" }, options: priorities, default: "中", emptyValue: "中", indexed: true, group: "basic", aliases: ["紧急程度"] },
    { name: "due_at", type: "datetime", label: { zh: "截止时间", en: "Due at" }, indexed: true, group: "basic", aliases: ["截止日期", "到期时间", "完成期限", "due date", "deadline"] },
    { name: "remind_at", type: "datetime", label: { zh: "提醒时间", en: "Remind at" }, group: "basic", aliases: ["提醒", "reminder"] },
    { name: "completed_at", type: "datetime", label: { zh: "完成时间", en: "Completed at" }, readOnly: true, group: "basic", aliases: [] },
    { name: "customer_id", type: "relation", target: "customer", label: { zh: "客户", en: "Customer" }, inverseLabel: { zh: "任务", en: "Tasks" }, group: "about", aliases: ["客户名称", "客户编号", "account name"] },
    { name: "contact_id", type: "relation", target: "contact", label: { zh: "联系人", en: "Contact" }, inverseLabel: { zh: "任务", en: "Tasks" }, group: "about", aliases: ["联系人姓名", "contact name"] },
    { name: "opportunity_id", type: "relation", target: "opportunity", label: { zh: "商机", en: "Opportunity" }, inverseLabel: { zh: "任务", en: "Tasks" }, group: "about", aliases: ["商机名称", "opportunity name"] },
    { name: "lead_id", type: "relation", target: "lead", label: { zh: "线索", en: "Lead" }, inverseLabel: { zh: "任务", en: "Tasks" }, group: "about", aliases: ["线索名称", "lead name"] },
    { name: "description", type: "long_text", label: { zh: "说明", en: "Description" }, maxLength: 10000, group: "other", aliases: ["描述", "备注", "任务描述", "notes"] },
  ],
};
