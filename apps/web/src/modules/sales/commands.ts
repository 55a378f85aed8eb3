import type { ModuleCommand } from "../web-module.ts";

const relations: Readonly<Record<string, string>> = { lead: "lead_id", customer: "customer_id", contact: "contact_id", opportunity: "opportunity_id" };
const places = Object.keys(relations);

/** What is begun for a record of sales: it stands in the form already. */
function beginFor(path: string): ModuleCommand["to"] {
  return (record) => ({ path: `/o/${path}`, search: { new: record && relations[record.object] ? { [relations[record.object] as string]: record.id } : {} } });
}

/** Commands of sales in the palette. */
export const salesCommands: readonly ModuleCommand[] = [
  {
    id: "follow-up",
    labelKey: "palette.sales.followUp",
    icon: "activity",
    words: "写跟进 记录 activity log call visit note",
    creates: ["activity"],
    on: places,
    to: beginFor("activities"),
  },
  { id: "task-for", labelKey: "palette.sales.task", icon: "task", words: "待办 提醒 todo reminder task", creates: ["task"], on: places, to: beginFor("tasks") },
  {
    id: "opportunity-for",
    labelKey: "palette.sales.opportunity",
    icon: "opportunity",
    words: "商机 报价 deal",
    creates: ["opportunity"],
    on: ["customer"],
    to: beginFor("opportunities"),
  },
  {
    id: "contact-for",
    labelKey: "palette.sales.contact",
    icon: "contact",
    words: "联系人 contact person",
    creates: ["contact"],
    on: ["customer"],
    to: beginFor("contacts"),
  },
];
