import type { FieldDefinition } from "@keshu/catalog";
import type { Label } from "@keshu/kernel";

/** Fields that several objects of sales have alike. Each takes the header names that only its object is known by. */
type Aliases = string[];

export const mobile = (...aliases: Aliases): FieldDefinition => ({
  name: "mobile",
  type: "phone",
  label: { zh: "手机", en: "Mobile" },
  indexed: true,
  sensitivity: "personal",
  group: "contact",
  aliases: ["手机号", "手机号码", "移动电话", "mobile phone", "mobile number", "cell", ...aliases],
});

export const phone = (...aliases: Aliases): FieldDefinition => ({
  name: "phone",
  type: "phone",
  label: { zh: "电话", en: "Phone" },
  indexed: true,
  sensitivity: "personal",
  group: "contact",
  aliases: ["联系电话", "电话号码", "座机", "telephone", "phone number", ...aliases],
});

export const email = (...aliases: Aliases): FieldDefinition => ({
  name: "email",
  type: "email",
  label: { zh: "邮箱", en: "Email" },
  sensitivity: "personal",
  group: "contact",
  aliases: ["电子邮箱", "邮件", "电子邮件", "email", "email address", ...aliases],
});

export const wechat = (...aliases: Aliases): FieldDefinition => ({
  name: "wechat",
  type: "text",
  label: { zh: "微信", en: "WeChat" },
  maxLength: 100,
  sensitivity: "personal",
  group: "contact",
  aliases: ["微信号", "wechat id", ...aliases],
});

export const website = (...aliases: Aliases): FieldDefinition => ({
  name: "website",
  type: "url",
  label: { zh: "网址", en: "Website" },
  group: "contact",
  aliases: ["网站", "官网", "website url", "web site", ...aliases],
});

export const region = (...aliases: Aliases): FieldDefinition => ({
  name: "region",
  type: "text",
  label: { zh: "地区", en: "Region" },
  maxLength: 100,
  indexed: true,
  group: "contact",
  aliases: ["区域", "所在地区", ...aliases],
});

export const jobTitle = (...aliases: Aliases): FieldDefinition => ({
  name: "title",
  type: "text",
  label: { zh: "职务", en: "Title" },
  maxLength: 100,
  group: "basic",
  aliases: ["职位", "岗位", "job title", "position", ...aliases],
});

export const nextContactAt = (...aliases: Aliases): FieldDefinition => ({
  name: "next_contact_at",
  type: "datetime",
  label: { zh: "下次联系时间", en: "Next contact" },
  indexed: true,
  group: "follow_up",
  aliases: ["下次跟进时间", ...aliases],
});

export const remark = (...aliases: Aliases): FieldDefinition => ({
  name: "remark",
  type: "long_text",
  label: { zh: "备注", en: "Remarks" },
  maxLength: 10000,
  group: "other",
  aliases: ["备注信息", "描述", "description", "note", "notes", ...aliases],
});

export const description = (...aliases: Aliases): FieldDefinition => ({
  name: "description",
  type: "long_text",
  label: { zh: "说明", en: "Description" },
  maxLength: 10000,
  group: "other",
  aliases: ["描述", "备注", "notes", ...aliases],
});

/** Relations to the customer, contact, opportunity and lead that an activity, event or task is about. */
export const about = (inverseLabel: Label): FieldDefinition[] => [
  {
    name: "customer_id",
    type: "relation",
    target: "customer",
    label: { zh: "客户", en: "Customer" },
    inverseLabel,
    group: "about",
    aliases: ["客户名称", "客户编号", "公司名称", "account name"],
  },
  {
    name: "contact_id",
    type: "relation",
    target: "contact",
    label: { zh: "联系人", en: "Contact" },
    inverseLabel,
    group: "about",
    aliases: ["联系人姓名", "contact name"],
  },
  {
    name: "opportunity_id",
    type: "relation",
    target: "opportunity",
    label: { zh: "商机", en: "Opportunity" },
    inverseLabel,
    group: "about",
    aliases: ["商机名称", "opportunity name"],
  },
  {
    name: "lead_id",
    type: "relation",
    target: "lead",
    label: { zh: "线索", en: "Lead" },
    inverseLabel,
    group: "about",
    aliases: ["线索名称", "lead name"],
  },
];
